using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Signals;
using Hub.Core.Signals.Reports;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Signals;

/// <summary>The ledger of a span as CSV, as far as the caller sees it. Who took it stands in the audit log.</summary>
internal static class ExportLedger
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/signals/export", Handle)
        .Needs(Permissions.SignalsExport).WithName("ExportSignals").Produces<string>(StatusCodes.Status200OK, "text/csv");

    private static async Task<Results<PushStreamHttpResult, ApiProblem>> Handle(
        [AsParameters] ReportSpan query, Named<LedgerState>? state, Named<SignalKind>? kind, Guid? connectionId, LedgerExport export,
        HubStore store, HttpContext context, CancellationToken cancellation)
    {
        if (query.Check(store.Now, out var span) is { } problem)
            return problem;
        var (caller, language) = (context.Caller(), Language.Of(context.Request));
        var filter = new LedgerFilter { State = state?.Value, Kind = kind?.Value, ConnectionId = connectionId, From = span.From, To = span.To };
        await export.Note(caller, cancellation);
        context.Response.Headers.CacheControl = "private, no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.Stream(
            output => export.Write(caller, filter, language, output, cancellation), "text/csv; charset=utf-8", "signals.csv");
    }
}
