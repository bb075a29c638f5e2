using Hub.Core.Ingest;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Storage;

/// <summary>Where the two databases differ.</summary>
internal interface IDatabase : IAsyncDisposable
{
    StorageKind Kind { get; }

    DbContextOptions<HubDb> Options { get; }

    /// <summary>A turn to write. SQLite has one writer: a fair queue in the process beats its busy-waiting.</summary>
    Task<IDisposable?> WaitToWrite(CancellationToken cancellation);

    /// <summary>Holds back other transactions on the same connection until this one ends.</summary>
    Task Serialize(HubDb db, Guid connection, CancellationToken cancellation);

    /// <summary>A turn that one node has at a time, until it is disposed or the node dies. After <see cref="Prepare"/>.</summary>
    Task<IAsyncDisposable?> WaitToBeAlone(CancellationToken cancellation);

    /// <summary>Whether the error only means that another transaction came first.</summary>
    bool IsRace(Exception error);

    /// <summary>Stores webhooks in one durable transaction; rows that are there already stay as they are.</summary>
    Task InsertWebhooks(IReadOnlyList<WebhookEvent> events, CancellationToken cancellation);

    /// <summary>Takes what was deleted out of the files, as far as that is ours to do.</summary>
    Task Scrub(Scrubbing how, CancellationToken cancellation);

    /// <returns>In bytes, of a file that scrubbing would rewrite; 0 where that holds up nobody.</returns>
    Task<long> SizeToRewrite(CancellationToken cancellation);

    /// <summary>Makes sure that this process may use the database at all, and prepares it for migration.</summary>
    Task Prepare(CancellationToken cancellation);
}
