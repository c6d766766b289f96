using IndhCoops.Functions.Hosting;
using IndhCoops.SampleFunctions;

return await FunctionsApp.RunAsync(args, services => services
    .AddTimers<SampleTimers>()
    .AddFunction<Counting>("Counting")
    .AddFunction<Failing>("Failing")
    .AddFunction<Waiting>("Waiting"));
