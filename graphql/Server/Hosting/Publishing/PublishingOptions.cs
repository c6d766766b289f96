using System.ComponentModel.DataAnnotations;
using IndhCoops.Domain.Intake;

namespace IndhCoops.GraphQL.Hosting.Publishing;

/// <summary>Who publishes the data, and under which terms, in the configuration's section <see cref="Section"/>.</summary>
internal sealed class PublishingOptions
{
    public const string Section = "Publishing";

    private static readonly LocalText Unnamed = new(
        "Éditeur non nommé (IndhCoops)", "ناشر غير مسمى (IndhCoops)", "Publisher not named (IndhCoops)");

    /// <summary>The name of the publisher: that of the INDH only at its own request. Null until it is said.</summary>
    public string? Publisher { get; set; }

    /// <summary>The prefix that 360Giving gave the publisher: identifiers begin with 360G- and it.</summary>
    [Required, RegularExpression("[A-Za-z0-9]{1,40}", ErrorMessage =
        $"{Section}__{nameof(Prefix)} has 1 to 40 letters and digits: the prefix that 360Giving gave, without 360G-.")]
    public string Prefix { get; set; } = "unregistered";

    /// <summary>The publisher's identifier of the lists at org-id.guide, with which IATI identifiers begin.</summary>
    [Required, RegularExpression(@"[^/&|?\s]{3,100}", ErrorMessage =
        $"{Section}__{nameof(OrganisationId)} has 3 to 100 characters without spaces and / & | ?.")]
    public string OrganisationId { get; set; } = "XX-UNREGISTERED";

    /// <summary>The address of the licence.</summary>
    [Required]
    public Uri Licence { get; set; } = new("https://creativecommons.org/licenses/by/4.0/");

    /// <summary>The publisher in texts for people: its own name in every language, or the words of each that none is named.</summary>
    internal LocalText PublisherName => Publisher is { } name ? new(name, name, name) : Unnamed;

    /// <summary>A publisher without a name, and a licence that cannot be linked to.</summary>
    internal IEnumerable<string> Complaints()
    {
        if (Publisher is not null && string.IsNullOrWhiteSpace(Publisher))
        {
            yield return $"{Section}__{nameof(Publisher)} must not be empty: name the publisher, or leave it out.";
        }

        if (Licence is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
        {
            yield return $"{Section}__{nameof(Licence)} must be an address such as https://creativecommons.org/licenses/by/4.0/.";
        }
    }
}
