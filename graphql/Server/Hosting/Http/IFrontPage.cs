namespace IndhCoops.GraphQL.Hosting.Http;

internal interface IFrontPage
{
    bool IsPresent { get; }
}
