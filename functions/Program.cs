using IndhCoops.Functions;
using IndhCoops.Functions.Hosting;

return await FunctionsApp.RunAsync(args, services => services.AddReportFunctions());
