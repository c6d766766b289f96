using IndhCoops.GraphQL;

return await ServerApp.RunAsync(args);
