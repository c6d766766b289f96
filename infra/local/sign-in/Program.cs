using IndhCoops.SignIn;

if (args is ["help", ..] || args.Any(argument => argument is "--help" or "-h"))
{
    Console.WriteLine(CommandLine.Usage);
    return 0;
}

// Whoever opens it signs in as anybody: on a machine that others reach, that would be an open door.
if (Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") != Environments.Development)
{
    Console.Error.WriteLine("This authority signs anybody in without a password, so it starts in Development only: "
        + "set ASPNETCORE_ENVIRONMENT=Development, on your own machine.");
    return 1;
}

if (!CommandLine.TryParse(args, out var commandLine, out var problem))
{
    Console.Error.WriteLine($"{problem}{Environment.NewLine}{CommandLine.Usage}");
    return 2;
}

await LocalAuthority.Build(commandLine).RunAsync();
return 0;
