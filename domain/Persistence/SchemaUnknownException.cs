using IndhCoops.Domain.Startup;

namespace IndhCoops.Domain.Persistence;

/// <summary>
/// The database has changes that this program does not know: it is of a later version, or of none that was released. The message names
/// both.
/// </summary>
public sealed class SchemaUnknownException(string message) : StartException(message);
