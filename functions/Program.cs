using IndhCoops.Functions;
using IndhCoops.Functions.Hosting;
using IndhCoops.Functions.Publishing;
using IndhCoops.Functions.Reporting;

return await FunctionsApp.RunAsync(args, services => services
    .AddReporting()
    .AddPublishing()
    .AddFunction<MonthlyReport>("MonthlyReport")
    .AddFunction<RefreshBalances>("RefreshBalances"));
