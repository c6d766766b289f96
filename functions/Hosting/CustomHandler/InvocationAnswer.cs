using System.Text.Json;

namespace IndhCoops.Functions.Hosting.CustomHandler;

/// <summary>
/// What the Functions host is answered: always a JSON object, since an invocation that is answered with nothing or with
/// null hangs for ever.
/// </summary>
internal static class InvocationAnswer
{
    private static readonly JsonSerializerOptions AsNamed = new();

    private static readonly IReadOnlyDictionary<string, object> NoOutputs = new Dictionary<string, object>();

    /// <summary>The host logs each line.</summary>
    public static IResult Done(FunctionOutcome outcome) =>
        Results.Json(new { Outputs = NoOutputs, Logs = outcome.Lines, ReturnValue = (object?)null }, AsNamed);

    /// <summary>The host applies its retry policy to every status that is not 2xx.</summary>
    public static IResult Failed(string error, string invocationId) =>
        Results.Json(new { Error = error, InvocationId = invocationId }, AsNamed, statusCode: StatusCodes.Status500InternalServerError);

    /// <summary>There is no such function.</summary>
    public static IResult NotFound(string name) =>
        Results.Json(new { Error = $"There is no function '{name}'." }, AsNamed, statusCode: StatusCodes.Status404NotFound);
}
