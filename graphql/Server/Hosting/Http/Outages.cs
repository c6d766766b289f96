using IndhCoops.Domain.Grants;
using IndhCoops.GraphQL.Engine.Running;
using IndhCoops.GraphQL.Stores;

namespace IndhCoops.GraphQL.Hosting.Http;

/// <summary>Tells outages of the database from other errors, for clients and the log, and remembers them for the health check.</summary>
internal sealed class Outages(SeenOutages seen, ILogger<Outages> logger)
{
    /// <summary>What a client is told of an outage, which is logged and remembered; null where an exception is another error.</summary>
    public Unavailability? Explain(HttpContext context, Exception exception)
    {
        if ((DatabaseOutages.Of(exception) ?? (exception is DatabaseAwayException ? DatabaseOutage.Away : null)) is not { } outage)
        {
            return null;
        }

        HttpLog.PutOff(logger, context.Request.Method, context.Request.Path, outage, exception.GetBaseException().Message);
        seen.Add(outage);
        var unavailability = Unavailability.Of(outage);
        return exception is not MovementUncertainException uncertain ? unavailability : unavailability with
        {
            Message = uncertain.Message,
            Code = MovementUncertainException.Code,
            Details = [new("movementId", uncertain.MovementId)],
        };
    }
}
