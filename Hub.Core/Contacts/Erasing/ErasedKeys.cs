using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Ingest.Applying;
using Hub.Core.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Contacts.Erasing;

/// <summary>Knows what was erased without knowing it: by hashes whose key is encrypted with the key ring, so that a database alone tells nobody.</summary>
public sealed class ErasedKeys(IDataProtectionProvider protection)
{
    private readonly IDataProtector _keys = protection.CreateProtector("Hub.ErasedKeys");
    private readonly IDataProtector _plans = protection.CreateProtector("Hub.ErasurePlans");
    private readonly ConcurrentDictionary<Guid, byte[]> _known = new();

    internal byte[] Lock(ErasurePlan plan) => _plans.Protect(JsonSerializer.SerializeToUtf8Bytes(plan));

    internal ErasurePlan Unlock(byte[] plan) => JsonSerializer.Deserialize<ErasurePlan>(_plans.Unprotect(plan))!;

    /// <summary>In the transaction that erases: the workspace has a key from then on.</summary>
    internal async Task<ErasedHash> Hash(HubDb db, Guid workspace, CancellationToken cancellation)
    {
        var row = await db.Workspaces.SingleAsync(found => found.Id == workspace, cancellation);
        row.ErasureKey ??= Convert.ToBase64String(_keys.Protect(RandomNumberGenerator.GetBytes(32)));
        return new ErasedHash(_keys.Unprotect(Convert.FromBase64String(row.ErasureKey)));
    }

    /// <summary>Asked only for connections of which something was erased.</summary>
    /// <returns>The events without those of what was erased.</returns>
    internal async Task<IReadOnlyList<ChannelEvent>> Without(
        HubDb db, Connection connection, IReadOnlyList<ChannelEvent> events, CancellationToken cancellation)
    {
        if (!connection.HasErased || events.Count == 0)
            return events;
        var hash = new ErasedHash(await Key(db, connection.WorkspaceId, cancellation));
        var names = events.Select(item => (Event: item, Message: MessageKey(item) is { } key ? hash.OfMessage(key) : null,
            People: (item.Contact?.Identities ?? []).Select(identity => hash.OfIdentity(identity.Scheme, identity.Value))
                .Concat(item.ConversationKey is { } thread ? [hash.OfThread(thread)] : []).ToList())).ToList();
        var asked = names.SelectMany(name => name.People.Append(name.Message)).OfType<string>().Distinct().ToList();
        var erased = await db.ErasedKeys
            .Where(row => row.WorkspaceId == connection.WorkspaceId && row.ConnectionId == connection.Id && asked.Contains(row.Hash))
            .ToDictionaryAsync(row => row.Hash, row => row.At, cancellation);
        return erased.Count == 0 ? events : [.. names
            .Where(name => !(name.Message is { } message && erased.ContainsKey(message))
                && !name.People.Exists(person => erased.TryGetValue(person, out var at) && name.Event.OccurredAt <= at))
            .Select(name => name.Event)];
    }

    /// <returns>Of these phones and e-mail addresses those of people who were erased: no file and no program brings them back.</returns>
    internal async Task<IReadOnlySet<string>> Among(
        HubDb db, Guid workspace, IEnumerable<string?> phones, IEnumerable<string?> emails, CancellationToken cancellation)
    {
        var known = db.ErasedKeys.Where(row => row.WorkspaceId == workspace && row.ConnectionId == Guid.Empty);
        if (!await known.AnyAsync(cancellation))
            return new HashSet<string>();
        var hash = new ErasedHash(await Key(db, workspace, cancellation));
        var names = phones.OfType<string>().Distinct().Select(phone => (Text: phone, Hash: hash.OfPhone(phone)))
            .Concat(emails.OfType<string>().Distinct().Select(email => (Text: email, Hash: hash.OfEmail(email)))).ToList();
        var asked = names.ConvertAll(name => name.Hash);
        var erased = await known.Where(row => asked.Contains(row.Hash)).Select(row => row.Hash).ToHashSetAsync(cancellation);
        return names.Where(name => erased.Contains(name.Hash)).Select(name => name.Text).ToHashSet(StringComparer.Ordinal);
    }

    internal static string? MessageKey(ChannelEvent item) => item is ReactionEvent reaction ? reaction.MessageKey : Workset.MessageKey(item);

    private async Task<byte[]> Key(HubDb db, Guid workspace, CancellationToken cancellation)
    {
        if (_known.TryGetValue(workspace, out var known))
            return known;
        var key = await db.Workspaces.Where(row => row.Id == workspace).Select(row => row.ErasureKey).SingleAsync(cancellation);
        return _known[workspace] = _keys.Unprotect(Convert.FromBase64String(key!));
    }
}

internal sealed class ErasedHash(byte[] key)
{
    public string OfIdentity(string scheme, string value) => Of($"identity\n{scheme}\n{value}");

    public string OfThread(string threadKey) => Of($"thread\n{threadKey}");

    public string OfMessage(string messageKey) => Of($"message\n{messageKey}");

    public string OfPhone(string phone) => Of($"phone\n{phone}");

    public string OfEmail(string email) => Of($"email\n{email}");

    private string Of(string name) => Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(name)));
}
