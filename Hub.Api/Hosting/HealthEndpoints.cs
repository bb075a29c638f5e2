using Hub.Api.Auth;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Hosting;

/// <summary>For load balancers and supervisors; they tell nothing but yes or no.</summary>
internal static class HealthEndpoints
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static void Map(WebApplication app)
    {
        // Before anybody's key is looked up, which the database must be there for.
        app.MapGet("/health/live", () => Results.Text("ok")).ForAnybody().ExcludeFromDescription().ShortCircuit();
        app.MapGet("/health/ready", Ready).ForAnybody().ExcludeFromDescription();
    }

    private static async Task<IResult> Ready(HubStore store, ILoggerFactory loggers, CancellationToken cancellation)
    {
        try
        {
            var waiting = await store.Read(null, db => db.Database.GetPendingMigrationsAsync(cancellation)).WaitAsync(Patience, cancellation);
            return waiting.Any() ? NotReady() : Results.Text("ok");
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            HostLog.NotReady(loggers.CreateLogger(typeof(HealthEndpoints)), error.GetBaseException().GetType().Name);
            return NotReady();
        }
    }

    private static IResult NotReady() => Results.Text("not ready", statusCode: StatusCodes.Status503ServiceUnavailable);
}
