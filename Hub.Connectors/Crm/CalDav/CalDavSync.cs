using System.Net;
using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Crm.CalDav;

/// <summary>
/// Writes one booking. A new one is created only where there is none, so that a repetition after a lost answer finds it instead of doubling
/// it; a known one is read, changed in what is the hub's, and replaced only if nobody changed it in between.
/// </summary>
internal sealed class CalDavSync(CalDavClient client, TimeProvider clock)
{
    public async Task<WriteResult> Write(WriteItem<CrmBooking> item, CancellationToken cancellation)
    {
        if (item.RemoteId is { } known)
            return await Change(known, item, cancellation);
        var path = client.PathOf(item.Key);
        var created = await client.Create(path, BookingEvent.New(item.Key, item.Value, clock.GetUtcNow()), cancellation);
        return created.Status switch
        {
            HttpStatusCode.PreconditionFailed => await Change(path, item, cancellation),
            HttpStatusCode.Conflict => new WriteResult(item.Key, new Outcome.Rejected(new Reason(
                "caldav/uid-elsewhere", "Another resource of the calendar holds an event with this UID. Delete or rename it there."))),
            _ => Written(item, path, created),
        };
    }

    private async Task<WriteResult> Change(string path, WriteItem<CrmBooking> item, CancellationToken cancellation)
    {
        var current = await client.Get(path, cancellation);
        if (current.Failure is { } failure)
            return new WriteResult(item.Key, failure);
        if (BookingEvent.Read(current.Body, item.Key) is not { } calendar)
            return new WriteResult(item.Key, new Outcome.Rejected(new Reason(
                "caldav/unreadable-event", $"What lies at {path} is not the event of this booking. Delete it, and replay this delivery.")));
        var told = BookingEvent.Told(calendar, item.Key, path) with { Version = current.ETag };
        if (!BookingEvent.Change(calendar, item.Key, item.Value, clock.GetUtcNow()))
            return Written(item, path, current);
        // What somebody has done to it may be what the hub is about to write over: the hub follows it first.
        if (item.Version is { } seen && current.ETag is { } there && there != seen)
            return ChangedThere(item) with { There = told };
        if (current.ETag is not { } etag)
            return new WriteResult(item.Key, new Outcome.Misconfigured(new Reason(
                "caldav/no-etag", "The server names no version of an event, so that it cannot be changed safely.")));
        var replaced = await client.Replace(path, BookingEvent.Write(calendar), etag, cancellation);
        return replaced.Status == HttpStatusCode.PreconditionFailed ? ChangedThere(item) : Written(item, path, replaced);
    }

    private static WriteResult Written(WriteItem<CrmBooking> item, string path, CalDavAnswer answer) =>
        new(item.Key, answer.Failure ?? new Outcome.Accepted(path)) { Version = answer.ETag };

    private static WriteResult ChangedThere(WriteItem<CrmBooking> item) =>
        new(item.Key, new Outcome.Transient(new Reason("caldav/changed-meanwhile"))) { ChangedThere = true };
}
