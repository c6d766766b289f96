using IndhCoops.Functions.Hosting;

// A line for each function: services.AddFunction<MonthlyReport>("MonthlyReport"), for the folder of that name.
return await FunctionsApp.RunAsync(args, services => { });
