using System.Globalization;
using System.Text;
using System.Text.Json;
using Hub.Core.Conversations;
using Hub.Core.Csv;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Contacts.Files;

/// <summary>Writes contacts as CSV, page by page, so that a million of them need no more memory than a page. The import reads it back.</summary>
public sealed class ContactExport(HubStore store)
{
    private const int PageSize = 500;
    private static readonly string[] Columns = ["id", "name", "phone", "email", "notes", "channel", "firstSeenAt", "lastSeenAt"];

    /// <summary>Before the first byte leaves, the audit log says who has them.</summary>
    public Task Note(Caller caller, CancellationToken cancellation) => store.Write(caller.WorkspaceId, null, db =>
    {
        db.Note(store, caller.WorkspaceId, caller.Actor, "contacts.exported", caller.WorkspaceId);
        return Task.CompletedTask;
    }, cancellation);

    public async Task Write(Caller caller, Stream output, CancellationToken cancellation)
    {
        var attributes = await store.Read(caller.WorkspaceId, db => db.ContactAttributes
            .Where(row => row.WorkspaceId == caller.WorkspaceId).OrderBy(row => row.Key).ToListAsync(cancellation));
        // With a byte order mark: without it Excel takes UTF-8 for something else and Vietnamese names for rubbish.
        await using var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await writer.WriteAsync(CsvText.Line([.. Columns, .. attributes.Select(row => row.Key)]).AsMemory(), cancellation);
        for (Guid? after = null; ;)
        {
            var page = await Page(caller, after, cancellation);
            foreach (var contact in page)
                await writer.WriteAsync(CsvText.Line(Fields(contact, attributes)).AsMemory(), cancellation);
            await writer.FlushAsync(cancellation);
            if (page.Count < PageSize)
                return;
            after = page[^1].Id;
        }
    }

    private Task<List<Contact>> Page(Caller caller, Guid? after, CancellationToken cancellation) => store.Read(
        caller.WorkspaceId, db => db.Contacts.VisibleTo(db, caller)
            .Where(row => row.WorkspaceId == caller.WorkspaceId && (after == null || row.Id.CompareTo(after.Value) > 0))
            .OrderBy(row => row.Id).Take(PageSize).ToListAsync(cancellation));

    private static IEnumerable<string?> Fields(Contact contact, List<ContactAttribute> attributes)
    {
        var values = AttributeBag.Read(contact.Attributes);
        return new[]
        {
            contact.Id.ToString(), contact.DisplayName, contact.Phone, contact.Email, contact.Notes, contact.Channel,
            Time(contact.FirstSeenAt), Time(contact.LastSeenAt),
        }.Concat(attributes.Select(attribute => values.TryGetValue(attribute.Key, out var value) ? Text(value) : null));
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
