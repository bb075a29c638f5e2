using System.Text.Json;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Contacts;

/// <summary>Which custom attributes a workspace has.</summary>
public sealed class ContactAttributes(HubStore store)
{
    public const int Most = 100;

    /// <returns>Null when the key is taken; the number of attributes is full counts as that too.</returns>
    public Task<ContactAttribute?> Create(
        Guid workspace, string key, string label, AttributeType type, IReadOnlyList<string>? choices, string actor, CancellationToken cancellation) =>
        store.Write<ContactAttribute?>(workspace, workspace, async db =>
        {
            var keys = await db.ContactAttributes.Where(row => row.WorkspaceId == workspace).Select(row => row.Key).ToListAsync(cancellation);
            if (keys.Count >= Most || keys.Contains(key))
                return null;
            var row = new ContactAttribute
            {
                WorkspaceId = workspace,
                Id = store.Ids.Next(),
                Key = key,
                Label = label,
                Type = type,
                Choices = type == AttributeType.Choice ? JsonSerializer.Serialize(choices) : null,
            };
            db.ContactAttributes.Add(row);
            db.Note(store, workspace, actor, "contact_attribute.created", row.Id);
            return row;
        }, cancellation);

    /// <summary>Values that are no longer among the choices stay where they are; nobody can enter them any more.</summary>
    /// <returns>Null when there is no such attribute.</returns>
    public Task<ContactAttribute?> Change(
        Guid workspace, Guid id, string? label, IReadOnlyList<string>? choices, string actor, CancellationToken cancellation) =>
        store.Write<ContactAttribute?>(workspace, workspace, async db =>
        {
            var row = await db.ContactAttributes.FirstOrDefaultAsync(found => found.WorkspaceId == workspace && found.Id == id, cancellation);
            if (row is null)
                return null;
            row.Label = label ?? row.Label;
            if (choices is not null && row.Type == AttributeType.Choice)
                row.Choices = JsonSerializer.Serialize(choices);
            db.Note(store, workspace, actor, "contact_attribute.changed", id);
            return row;
        }, cancellation);

    /// <summary>With its values, of all contacts.</summary>
    /// <returns>False when there is no such attribute.</returns>
    public Task<bool> Delete(Guid workspace, Guid id, string actor, CancellationToken cancellation) =>
        store.Write(workspace, workspace, async db =>
        {
            var row = await db.ContactAttributes.FirstOrDefaultAsync(found => found.WorkspaceId == workspace && found.Id == id, cancellation);
            if (row is null)
                return false;
            db.ContactAttributes.Remove(row);
            await Forget(db, workspace, row.Key, cancellation);
            db.Note(store, workspace, actor, "contact_attribute.deleted", id);
            return true;
        }, cancellation);

    // One statement for however many contacts. A key holds letters, digits and underscores only.
    private static Task Forget(HubDb db, Guid workspace, string key, CancellationToken cancellation)
    {
        if (db.Database.ProviderName!.EndsWith("PostgreSQL", StringComparison.Ordinal))
            return db.Database.ExecuteSqlAsync(
                $"""
                update contacts set attributes = nullif((attributes::jsonb - {key})::text, jsonb_build_object()::text)
                where workspace_id = {workspace} and attributes is not null and jsonb_exists(attributes::jsonb, {key})
                """, cancellation);
        var path = $"$.{key}";
        return db.Database.ExecuteSqlAsync(
            $"""
            update contacts set attributes = nullif(json_remove(attributes, {path}), json_object())
            where workspace_id = {workspace} and json_type(attributes, {path}) is not null
            """, cancellation);
    }
}
