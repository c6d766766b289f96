using System.Globalization;
using System.Net.Sockets;
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
        try
        {
            using var one = new KeepAliveConnection(left.Server.Port);
            using var other = new KeepAliveConnection(right.Server.Port);
            return work.Asked.All(question =>
                Agree(
                    work, question, right.Role, one.Exchange(left.Request(work, question)), other.Exchange(right.Request(work, question))));
        }
        catch (Exception failure) when (failure is IOException or SocketException)
        {
            Console.Error.WriteLine($"{work.Name}, {left.Role} or {right.Role}: {failure.Message}");
            return false;
        }
    }

    private static bool Agree(Work work, Question question, Role role, ReadOnlySpan<byte> answer, ReadOnlySpan<byte> otherAnswer)
    {
        if (AreAlike(work, role, answer, otherAnswer))
        {
            return true;
        }

        Console.Error.WriteLine($"{work.Name}, {question}: {role} answers something else.");
        Console.Error.WriteLine(Encoding.UTF8.GetString(answer));
        Console.Error.WriteLine(Encoding.UTF8.GetString(otherAnswer));
        return false;
    }

    private static bool AreAlike(Work work, Role role, ReadOnlySpan<byte> answer, ReadOnlySpan<byte> otherAnswer) =>
        (work.Form, role) switch
        {
            (AnswerForm.Json, Role.Plain or Role.PostGraphile) =>
                ValuesIn(JsonElement.Parse(answer)).SequenceEqual(ValuesIn(JsonElement.Parse(otherAnswer))),
            (AnswerForm.Json, _) => JsonElement.DeepEquals(JsonElement.Parse(answer), JsonElement.Parse(otherAnswer)),
            _ => answer.SequenceEqual(otherAnswer),
        };

    // Others name fields differently, wrap them differently and give exact numbers as texts: the values, their order and where each list
    // begins and ends must be the same.
    private static IEnumerable<string> ValuesIn(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => ValuesIn(member.Value)),
        JsonValueKind.Array => ["[", .. element.EnumerateArray().SelectMany(ValuesIn), "]"],
        JsonValueKind.Number => [Number(element.GetDecimal())],
        JsonValueKind.String =>
            [
                decimal.TryParse(element.GetString(), NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
                    ? Number(number)
                    : element.GetString()!,
            ],
        _ => [element.GetRawText()],
    };

    private static string Number(decimal number) => number.ToString("G29", CultureInfo.InvariantCulture);
}
