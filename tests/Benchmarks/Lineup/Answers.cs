using System.Globalization;
using System.Text;
using System.Text.Json;
using IndhCoops.Benchmarks.Load;
using IndhCoops.Benchmarks.Works;

namespace IndhCoops.Benchmarks.Lineup;

/// <summary>Compares what contenders answer.</summary>
internal static class Answers
{
    /// <summary>Whether two answer all questions of a piece of work alike; where they do not, the error stream says which.</summary>
    public static bool Agree(Work work, Contender left, Contender right)
    {
        using var one = new KeepAliveConnection(left.Server.Port);
        using var other = new KeepAliveConnection(right.Server.Port);
        foreach (var question in work.Asked)
        {
            var (answer, otherAnswer) = (one.Exchange(left.Request(work, question)).ToArray(), other.Exchange(right.Request(work, question)).ToArray());
            if (!AreAlike(work, right.Role, answer, otherAnswer))
            {
                Console.Error.WriteLine($"The answers differ: {work.Name}, {question}, {left.Role} and {right.Role}");
                Console.Error.WriteLine(Encoding.UTF8.GetString(answer));
                Console.Error.WriteLine(Encoding.UTF8.GetString(otherAnswer));
                return false;
            }
        }

        return true;
    }

    private static bool AreAlike(Work work, Role role, byte[] answer, byte[] otherAnswer) => (work.Form, role) switch
    {
        (AnswerForm.Json, Role.Plain or Role.PostGraphile) => ValuesIn(JsonElement.Parse(answer)).SequenceEqual(ValuesIn(JsonElement.Parse(otherAnswer))),
        (AnswerForm.Json, _) => JsonElement.DeepEquals(JsonElement.Parse(answer), JsonElement.Parse(otherAnswer)),
        _ => answer.AsSpan().SequenceEqual(otherAnswer),
    };

    // Others name fields differently, wrap them differently and give exact numbers as texts: the values, their order and where each list
    // begins and ends must be the same.
    private static IEnumerable<string> ValuesIn(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => ValuesIn(member.Value)),
        JsonValueKind.Array => ["[", .. element.EnumerateArray().SelectMany(ValuesIn), "]"],
        JsonValueKind.Number => [Number(element.GetDecimal())],
        JsonValueKind.String => [decimal.TryParse(element.GetString(), NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? Number(number) : element.GetString()!],
        _ => [element.GetRawText()],
    };

    private static string Number(decimal number) => number.ToString("G29", CultureInfo.InvariantCulture);
}
