namespace IndhCoops.Domain.Startup;

/// <summary>The program was started in a way that cannot work. The message says what is wrong and what to do, without secrets.</summary>
public class StartException(string message, Exception? cause = null) : Exception(message, cause);
