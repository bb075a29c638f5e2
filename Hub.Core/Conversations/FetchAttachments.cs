using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Conversations;

/// <summary>Brings what contacts sent into the hub, before the platform's address for it lapses.</summary>
public sealed class FetchAttachments(HubStore store, ConnectorRegistry connectors, ConnectorHttp http) : LaneWork
{
    public override DeliveryKind Kind => DeliveryKind.FetchAttachment;

    public override int BatchSize(ConnectorManifest manifest, ConnectorLimits limits) => Math.Max(1, limits.Concurrency);

    public override async Task<IReadOnlyList<DeliveryResult>> Execute(
        LaneRun run, IReadOnlyList<Delivery> batch, CancellationToken cancellation)
    {
        var fetcher = connectors.As<IFetchMedia>(run.Connection.ConnectorId)!;
        var media = run with { Context = run.Context with { Http = http.OpenForMedia(run.Connection.ConnectorId, run.Connection.Id, run.Limits) } };
        return await Task.WhenAll(batch.Select(delivery => Fetch(fetcher, media, delivery, cancellation)));
    }

    public override async Task Record(
        HubDb db, LaneRun run, IReadOnlyList<DeliveryResult> results, CancellationToken cancellation)
    {
        var ids = results.Select(result => result.Delivery.SubjectId).ToList();
        var rows = await db.Attachments.Where(row => row.WorkspaceId == run.Lane.WorkspaceId && ids.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, cancellation);
        foreach (var result in results.Where(result => rows.ContainsKey(result.Delivery.SubjectId)))
            Record(db, rows[result.Delivery.SubjectId], result);
    }

    private async Task<DeliveryResult> Fetch(IFetchMedia fetcher, LaneRun run, Delivery delivery, CancellationToken cancellation)
    {
        var media = await store.Read(run.Lane.WorkspaceId, async db =>
        {
            var row = await db.Attachments.SingleOrDefaultAsync(found => found.Id == delivery.SubjectId, cancellation);
            var content = row is null
                ? null
                : await db.Messages.Where(message => message.Id == row.MessageId).Select(message => message.Content).SingleOrDefaultAsync(cancellation);
            return row is null || content is null ? null : MessageJson.Read(content).Media.ElementAtOrDefault(row.Ordinal);
        });
        if (media is null)
            return Withheld.Of(delivery, "message_gone");
        using var bytes = new MemoryStream();
        var fetched = await fetcher.Fetch(run.Context, media, bytes, run.Limits.MediaBytes, cancellation);
        return new DeliveryResult(delivery, fetched.Outcome, fetched.Outcome is Outcome.Accepted ? bytes.ToArray() : null);
    }

    private static void Record(HubDb db, Attachment attachment, DeliveryResult result)
    {
        if (attachment.State != AttachmentState.Pending)
            return;
        if (result is not { Outcome: Outcome.Accepted, Extra: byte[] bytes })
        {
            if (result.IsWithheld || result.Delivery.State == DeliveryState.Dead)
                (attachment.State, attachment.ReasonCode) = (AttachmentState.Failed, result.Outcome.Because?.Code);
        }
        else if (FileTypes.Detect(bytes) is not { } type)
        {
            (attachment.State, attachment.ReasonCode) = (AttachmentState.Refused, "type_not_kept");
        }
        else
        {
            (attachment.State, attachment.ContentType, attachment.Size) = (AttachmentState.Stored, type, bytes.Length);
            db.AttachmentBytes.Add(new AttachmentBytes { WorkspaceId = attachment.WorkspaceId, Id = attachment.Id, Bytes = bytes });
        }
    }
}
