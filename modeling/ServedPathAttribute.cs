namespace IndhCoops.Modeling;

/// <summary>
/// A path that this server serves, stored from its root (<c>/reports/…</c>). Clients behind a proxy that strips a prefix get it with the
/// prefix (<c>/indh/reports/…</c>).
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ServedPathAttribute : Attribute;
