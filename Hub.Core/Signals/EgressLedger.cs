using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Signals;

/// <summary>Lets one call of an ads connector out through the gate, and writes down what left, for whom, and how it was answered.</summary>
internal static class EgressLedger
{
    /// <param name="signals">By the ids of their records: whose values may leave. None for a mere check of the connection.</param>
    /// <returns>The call's own answer, and the id of the request; the ledger has none of that id when no body was sent.</returns>
    public static async Task<(T Answer, Guid RequestId)> Record<T>(
        HubStore store, Connection connection, ConnectionContext context, IReport reporter, IReadOnlyDictionary<Guid, Signal> signals,
        Func<Task<T>> call)
    {
        var id = store.Ids.Next();
        var pass = new EgressPass(
            [.. signals.Values], reporter.Vocabulary, context.Settings, (target, body) => Leave(store, connection, id, signals, target, body));
        T answer;
        using (EgressGate.Open(pass))
            answer = await call();
        await Answered(store, connection.WorkspaceId, id, pass.Status);
        return (answer, id);
    }

    // Before it leaves: a process that dies in between has still written down what may have gone out.
    private static Task Leave(
        HubStore store, Connection connection, Guid id, IReadOnlyDictionary<Guid, Signal> signals, string target, byte[] body) =>
        store.Write(null, null, async db =>
        {
            var there = await Hold(db, connection.WorkspaceId, [.. signals.Keys]);
            var gone = signals.Where(signal => !there.Contains(signal.Key)).Select(signal => signal.Value).ToList();
            db.LedgerRequests.Add(new LedgerRequest
            {
                WorkspaceId = connection.WorkspaceId,
                Id = id,
                ConnectionId = connection.Id,
                At = store.Now,
                Target = target,
                Body = gone.Count == 0 ? body : ReportParts.Without(body, PartMarks.Of(gone)),
            });
            db.LedgerParts.AddRange(there.Select(
                signal => new LedgerPart { WorkspaceId = connection.WorkspaceId, SignalId = signal, RequestId = id }));
        }, CancellationToken.None);

    // Whoever erases deletes the signals first and then looks for their requests: of one that is gone already nothing may be kept here, and one
    // that is locked here is waited for there.
    private static async Task<HashSet<Guid>> Hold(HubDb db, Guid workspace, Guid[] signals)
    {
        if (signals.Length == 0)
            return [];
        if (db.Database.ProviderName!.EndsWith("PostgreSQL", StringComparison.Ordinal))
            await db.Database.ExecuteSqlAsync(
                $"select 1 from signals where workspace_id = {workspace} and id = any({signals}) order by id for key share");
        return await db.Signals.Where(row => row.WorkspaceId == workspace && signals.Contains(row.Id)).Select(row => row.Id).ToHashSetAsync();
    }

    private static Task Answered(HubStore store, Guid workspace, Guid id, int status) =>
        store.Write(null, null, db => db.LedgerRequests
            .Where(row => row.WorkspaceId == workspace && row.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Status, status)), CancellationToken.None);
}
