using IndhCoops.Functions.Hosting;
using IndhCoops.SampleFunctions;

return await FunctionsApp.RunAsync(args, services => services.AddFunctions(typeof(Counting).Assembly));
