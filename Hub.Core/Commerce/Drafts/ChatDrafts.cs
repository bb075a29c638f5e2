using Hub.Connectors.Abstractions;
using Hub.Core.Commerce.Products;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Commerce.Drafts;

/// <summary>Reads a conversation's order with the workspace's products.</summary>
public static class ChatDrafts
{
    // What was said before is another order, or none.
    private static readonly TimeSpan Recent = TimeSpan.FromDays(14);

    /// <param name="after">Only what was said later; null for all that is recent.</param>
    public static async Task<ChatDraft> Read(
        HubDb db, Guid workspace, Guid conversation, DateTimeOffset now, CancellationToken cancellation, DateTimeOffset? after = null)
    {
        var since = now - Recent;
        var messages = await db.Messages.AsNoTracking()
            .Where(row => row.WorkspaceId == workspace && row.ConversationId == conversation && row.Direction == MessageDirection.Inbound
                && row.Text != null && row.OccurredAt >= since && (after == null || row.OccurredAt > after))
            .OrderByDescending(row => row.OccurredAt).ThenByDescending(row => row.Id).Take(ChatReader.MostMessages)
            .Select(row => new ChatSource(row.Id, row.Text!, row.OccurredAt)).ToListAsync(cancellation);
        messages.AddRange(db.Messages.Local // what is being applied just now is not stored yet
            .Where(row => row.ConversationId == conversation && row is { Direction: MessageDirection.Inbound, Text: not null }
                && row.OccurredAt >= since && !(row.OccurredAt <= after) && !messages.Exists(known => known.Id == row.Id))
            .Select(row => new ChatSource(row.Id, row.Text!, row.OccurredAt)).ToList());
        messages.Sort((one, other) => (one.OccurredAt, one.Id).CompareTo((other.OccurredAt, other.Id)));
        var products = await db.Products.AsNoTracking().Where(row => row.WorkspaceId == workspace && row.IsActive).ToListAsync(cancellation);
        return Of(messages, products);
    }

    /// <param name="messages">The contact's, the oldest first.</param>
    /// <param name="products">Those that are sold.</param>
    public static ChatDraft Of(IReadOnlyList<ChatSource> messages, IReadOnlyList<Product> products)
    {
        var reading = ChatReader.Read(
            [.. messages.Select(message => new ChatText(message.Id, message.Text))],
            new ProductBook(products.Select(product => new BookEntry(product.Id, product.Code, product.Name))));
        var known = products.ToDictionary(product => product.Id);
        return new ChatDraft(
            reading, [.. reading.Items.Select(item => item.ProductId is { } id ? known[id] : null)],
            [.. messages.Where(message => reading.Places.Any(found => found.MessageId == message.Id))]);
    }
}

/// <param name="Products">Of the reading's items, in their order; null where the catalogue has no such code.</param>
/// <param name="Messages">Those that something was found in, the oldest first.</param>
public sealed record ChatDraft(OrderReading Reading, IReadOnlyList<Product?> Products, IReadOnlyList<ChatSource> Messages)
{
    public override string ToString() => "ChatDraft";
}

/// <summary>A message of the contact.</summary>
public sealed record ChatSource(Guid Id, string Text, DateTimeOffset OccurredAt)
{
    public override string ToString() => $"ChatSource({Id})";
}
