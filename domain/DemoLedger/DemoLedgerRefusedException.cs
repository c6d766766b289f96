using IndhCoops.Domain.Startup;

namespace IndhCoops.Domain.DemoLedger;

/// <summary>Another demonstration would delete what people recorded on this one. The message says what that is, and what to do.</summary>
public sealed class DemoLedgerRefusedException(string message) : StartException(message);
