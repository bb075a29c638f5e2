using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using Hub.Core.Conversations;
using Hub.Core.Signals;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Contacts.Erasing;

/// <summary>
/// Everything about one contact as a zip of JSON files and attachments, written as it is read: it takes no more memory than a page of
/// messages and one file.
/// </summary>
public sealed class ContactArchive(HubStore store)
{
    private const int Page = 500;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new EnumNamesJson(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Before the first byte leaves, the audit log says who has it.</summary>
    /// <returns>False when there is no such contact.</returns>
    public Task<bool> Note(Caller caller, Guid contact, CancellationToken cancellation) => store.Write(caller.WorkspaceId, null, async db =>
    {
        if (!await db.Contacts.AnyAsync(row => row.WorkspaceId == caller.WorkspaceId && row.Id == contact, cancellation))
            return false;
        db.Note(store, caller.WorkspaceId, caller.Actor, "contact.exported", contact);
        return true;
    }, cancellation);

    public async Task Write(Guid workspace, Guid contact, Stream output, CancellationToken cancellation)
    {
        await using var into = new ZipOutput(output);
        await using (var zip = await ZipArchive.CreateAsync(into, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellation))
            await Write(zip, workspace, contact, cancellation);
        await into.FlushAsync(cancellation);
    }

    private async Task Write(ZipArchive zip, Guid workspace, Guid contact, CancellationToken cancellation)
    {
        await Entry(zip, "person.json", await store.Read(workspace, db => Facts(db, workspace, contact, cancellation)), cancellation);
        await Entry(zip, "orders.json", await store.Read(workspace, db => db.Orders.Include(row => row.Lines).Include(row => row.Payments)
            .Where(row => row.WorkspaceId == workspace && row.ContactId == contact).OrderBy(row => row.Id).AsSplitQuery().ToListAsync(cancellation)), cancellation);
        await Entry(zip, "bookings.json", await store.Read(workspace, db => db.Bookings
            .Where(row => row.WorkspaceId == workspace && row.ContactId == contact).OrderBy(row => row.Id).ToListAsync(cancellation)), cancellation);
        await Entry(zip, "comments.json", await store.Read(workspace, db => db.Comments
            .Where(row => row.WorkspaceId == workspace && row.ContactId == contact).OrderBy(row => row.Id).ToListAsync(cancellation)), cancellation);
        var threads = await store.Read(workspace, db => db.Conversations
            .Where(row => row.WorkspaceId == workspace && row.ContactId == contact).OrderBy(row => row.Id).ToListAsync(cancellation));
        foreach (var thread in threads)
            await Thread(zip, thread, cancellation);
    }

    private static async Task<object> Facts(HubDb db, Guid workspace, Guid contact, CancellationToken cancellation) => new
    {
        Contact = await db.Contacts.SingleOrDefaultAsync(row => row.WorkspaceId == workspace && row.Id == contact, cancellation),
        Identities = await db.ContactIdentities.Where(row => row.WorkspaceId == workspace && row.ContactId == contact).ToListAsync(cancellation),
        Records = await db.ExternalIds.Where(row => row.WorkspaceId == workspace && (row.LocalId == contact
            || db.Orders.Any(order => order.WorkspaceId == workspace && order.Id == row.LocalId && order.ContactId == contact)
            || db.Bookings.Any(booking => booking.WorkspaceId == workspace && booking.Id == row.LocalId && booking.ContactId == contact)))
            .ToListAsync(cancellation),
        MergedContacts = (await db.MergedContacts.Where(row => row.WorkspaceId == workspace && row.KeepId == contact).ToListAsync(cancellation))
            .ConvertAll(row => new { row.At, row.Actor, row.Read().Dropped, row.Read().Filled }),
    };

    private async Task Thread(ZipArchive zip, Conversation thread, CancellationToken cancellation)
    {
        var (workspace, id, folder) = (thread.WorkspaceId, thread.Id, $"conversations/{thread.Id}");
        await Entry(zip, $"{folder}/conversation.json", await store.Read(workspace, db => About(db, thread, cancellation)), cancellation);
        for (var (number, after) = (1, Guid.Empty); ; number++)
        {
            var page = await store.Read(workspace, db => db.Messages
                .Where(row => row.WorkspaceId == workspace && row.ConversationId == id && row.Id.CompareTo(after) > 0)
                .OrderBy(row => row.Id).Take(Page).ToListAsync(cancellation));
            if (page.Count > 0)
                await Messages(zip, folder, number, page, cancellation);
            if (page.Count < Page)
                return;
            after = page[^1].Id;
        }
    }

    private static async Task<object> About(HubDb db, Conversation thread, CancellationToken cancellation)
    {
        var (workspace, id) = (thread.WorkspaceId, thread.Id);
        var signals = await db.Signals.Where(row => row.WorkspaceId == workspace && row.ConversationId == id).ToListAsync(cancellation);
        var ids = signals.ConvertAll(row => row.Id);
        var arrivals = await db.Referrals.Where(row => row.WorkspaceId == workspace && row.ConversationId == id).ToListAsync(cancellation);
        return new
        {
            Conversation = thread,
            Labels = await db.ConversationLabels.Where(row => row.WorkspaceId == workspace && row.ConversationId == id)
                .Join(db.Labels.Where(row => row.WorkspaceId == workspace), row => row.LabelId, label => label.Id, (row, label) => new { label.Name, row.LabelledAt })
                .ToListAsync(cancellation),
            Notes = await db.Notes.Where(row => row.WorkspaceId == workspace && row.ConversationId == id).ToListAsync(cancellation),
            Timeline = await db.ConversationEvents.Where(row => row.WorkspaceId == workspace && row.ConversationId == id).ToListAsync(cancellation),
            Arrivals = arrivals,
            Automation = await db.AutomationEntries.Where(row => row.WorkspaceId == workspace && row.ConversationId == id).ToListAsync(cancellation),
            Signals = signals,
            Ledger = await db.LedgerEntries.Where(row => row.WorkspaceId == workspace && ids.Contains(row.SignalId)).ToListAsync(cancellation),
            Reports = await Reports(db, thread, signals, arrivals, cancellation),
        };
    }

    // What ad platforms were told, without what the same requests told them of others.
    private static async Task<List<object>> Reports(
        HubDb db, Conversation thread, List<SignalRecord> signals, List<ReferralRecord> arrivals, CancellationToken cancellation)
    {
        var identities = await db.ContactIdentities.Where(row => row.WorkspaceId == thread.WorkspaceId && row.ContactId == thread.ContactId)
            .Select(row => row.Value).ToListAsync(cancellation);
        var marks = new PartMarks(
            signals.Select(row => row.EventId).ToHashSet(StringComparer.Ordinal),
            identities.Concat(arrivals.Select(row => row.TrackingId).OfType<string>()).ToHashSet(StringComparer.Ordinal));
        var requests = await ErasedReports.RequestsOf(db, thread.WorkspaceId, signals.ConvertAll(row => row.Id)).OrderBy(row => row.Id).ToListAsync(cancellation);
        return requests.ConvertAll<object>(row => new { row.Id, row.ConnectionId, row.At, row.Target, row.Status, Sent = ReportParts.Of(row.Body, marks) });
    }

    private async Task Messages(ZipArchive zip, string folder, int number, List<Message> page, CancellationToken cancellation)
    {
        var workspace = page[0].WorkspaceId;
        var (ids, keys) = (page.ConvertAll(row => row.Id), page.Select(row => row.Key).OfType<string>().ToList());
        var (files, reactions) = await store.Read(workspace, async db => (
            await db.Attachments.Where(row => row.WorkspaceId == workspace && ids.Contains(row.MessageId)).ToListAsync(cancellation),
            await db.Reactions.Where(row => row.WorkspaceId == workspace && row.ConnectionId == page[0].ConnectionId && keys.Contains(row.MessageKey))
                .ToListAsync(cancellation)));
        await Entry(zip, $"{folder}/messages-{number:D4}.json", page.ConvertAll(row => new
        {
            row.Id,
            row.Key,
            row.Direction,
            row.Origin,
            row.Status,
            row.OccurredAt,
            row.EditedAt,
            row.DeletedAt,
            row.AuthorId,
            row.Text,
            Content = JsonSerializer.Deserialize<JsonElement>(row.Content),
            Attachments = files.FindAll(file => file.MessageId == row.Id),
            Reactions = reactions.FindAll(reaction => reaction.MessageKey == row.Key),
        }), cancellation);
        foreach (var file in files.Where(file => file.State == AttachmentState.Stored))
            await File(zip, workspace, folder, file, cancellation);
    }

    private async Task File(ZipArchive zip, Guid workspace, string folder, Attachment file, CancellationToken cancellation)
    {
        var bytes = await store.Read(workspace, db => db.AttachmentBytes
            .Where(row => row.WorkspaceId == workspace && row.Id == file.Id).Select(row => row.Bytes).FirstOrDefaultAsync(cancellation));
        if (bytes is null)
            return; // taken back since
        var entry = zip.CreateEntry($"{folder}/attachments/{file.Id}{Ending(file.FileName)}", CompressionLevel.NoCompression);
        await using var stream = await entry.OpenAsync(cancellation);
        await stream.WriteAsync(bytes, cancellation);
    }

    // Never more of a name that somebody else chose: it may lead out of the folder.
    private static string Ending(string? name) =>
        Path.GetExtension(name) is { Length: > 1 and < 8 } ending && ending.Skip(1).All(char.IsAsciiLetterOrDigit) ? ending : "";

    private static async Task Entry<T>(ZipArchive zip, string name, T value, CancellationToken cancellation)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
        await using var stream = await entry.OpenAsync(cancellation);
        await JsonSerializer.SerializeAsync(stream, value, Json, cancellation);
    }
}
