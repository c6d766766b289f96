namespace IndhCoops.GraphQL.Hosting.Limits;

/// <summary>
/// Lets a request through when there is a place for it. It comes last, behind everything that may have to wait for somebody else: the body
/// of the request, the authority of its token.
/// </summary>
internal sealed class PlaceTaking(RequestDelegate next, RequestPlaces places)
{
    public Task InvokeAsync(HttpContext context) =>
        RequestLimits.IsFree(context) || context.GetEndpoint()?.Metadata.GetMetadata<OwnPlaces>() is not null
            ? next(context)
            : WaitAsync(context);

    private async Task WaitAsync(HttpContext context)
    {
        using var place = await places.TakeAsync(context);
        await (place.IsAcquired ? next(context) : RequestLimits.RefuseAsync(context, RequestRefusal.Busy));
    }
}
