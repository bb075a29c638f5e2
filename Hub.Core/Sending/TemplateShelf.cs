using System.Collections.Concurrent;
using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Sending;

/// <summary>Approved templates of connections, kept for a few minutes: platforms take few such calls an hour, and every open composer asks.</summary>
public sealed class TemplateShelf(HubStore store, ConnectorRegistry connectors, ConnectionContexts contexts)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<Guid, (DateTimeOffset At, TemplateAnswer Answer)> _shelf = new();

    /// <returns>Null when the workspace has no such connection; nothing and no failure when its channel has no templates.</returns>
    public async Task<TemplateAnswer?> Find(Guid workspace, Guid connection, CancellationToken cancellation)
    {
        var row = await store.Read(workspace, db => db.Connections
            .FirstOrDefaultAsync(found => found.WorkspaceId == workspace && found.Id == connection, cancellation));
        if (row is null)
            return null;
        if (connectors.As<IListTemplates>(row.ConnectorId) is not { } lister)
            return new TemplateAnswer([]);
        if (row.IsOff)
            return new TemplateAnswer([], new Outcome.Misconfigured(new Reason("connection_not_active")));
        if (_shelf.TryGetValue(connection, out var known) && known.At > store.Now - Kept)
            return known.Answer;
        var answer = await lister.Templates(contexts.Open(row), cancellation);
        if (answer.Failure is null)
            _shelf[connection] = (store.Now, answer);
        return answer;
    }
}
