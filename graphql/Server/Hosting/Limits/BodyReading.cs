namespace IndhCoops.GraphQL.Hosting.Limits;

/// <summary>What reading a body came to; all is null or false for a request that brings none.</summary>
/// <param name="Refusal">Why it was not read to its end.</param>
/// <param name="HasLeft">Whether its client has gone meanwhile.</param>
internal readonly record struct BodyReading(ReadBody? Body, RequestRefusal? Refusal, bool HasLeft)
{
    public static readonly BodyReading Left = new(null, null, true);

    public static implicit operator BodyReading(ReadBody body) => new(body, null, false);

    public static implicit operator BodyReading(RequestRefusal refusal) => new(null, refusal, false);
}
