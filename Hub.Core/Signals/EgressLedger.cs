using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Signals;

/// <summary>Lets one call of an ads connector out through the gate, and writes down what left and how it was answered.</summary>
internal static class EgressLedger
{
    /// <param name="signals">Whose values may leave; none for a mere check of the connection.</param>
    /// <returns>The call's own answer, and the id of the request; the ledger has none of that id when no body was sent.</returns>
    public static async Task<(T Answer, Guid RequestId)> Record<T>(
        HubStore store, Connection connection, ConnectionContext context, IReport reporter, IReadOnlyList<Signal> signals, Func<Task<T>> call)
    {
        var id = store.Ids.Next();
        var pass = new EgressPass(
            signals, reporter.Vocabulary, context.Settings, (target, body) => Leave(store, connection, id, target, body));
        T answer;
        using (EgressGate.Open(pass))
            answer = await call();
        await Answered(store, connection.WorkspaceId, id, pass.Status);
        return (answer, id);
    }

    // Before it leaves: a process that dies in between has still written down what may have gone out.
    private static Task Leave(HubStore store, Connection connection, Guid id, string target, byte[] body) =>
        store.Write(null, null, db =>
        {
            db.LedgerRequests.Add(new LedgerRequest
            {
                WorkspaceId = connection.WorkspaceId,
                Id = id,
                ConnectionId = connection.Id,
                At = store.Now,
                Target = target,
                Body = body,
            });
            return Task.CompletedTask;
        }, CancellationToken.None);

    private static Task Answered(HubStore store, Guid workspace, Guid id, int status) =>
        store.Write(null, null, db => db.LedgerRequests
            .Where(row => row.WorkspaceId == workspace && row.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Status, status)), CancellationToken.None);
}
