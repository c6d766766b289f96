using System.ComponentModel.DataAnnotations;

namespace IndhCoops.GraphQL.Answers;

/// <summary>What can be set about keeping answers, in the configuration's section <see cref="Section"/>.</summary>
internal sealed class AnswerOptions
{
    public const string Section = "Answers";

    /// <summary>Whether answers are kept while they are true.</summary>
    public bool Keep { get; set; } = true;

    /// <summary>The most bytes that kept answers and their questions take.</summary>
    [Range(0, long.MaxValue)]
    public long MaxBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>How old an answer may be: so seldom the database is asked whether anything was written. Zero for each time.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan MaxAge { get; set; }
}
