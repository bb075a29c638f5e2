using Hub.Connectors.Abstractions;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Sending;
using Hub.Tests.Core.Sending;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Promises;

/// <summary>What a shop does in a lab: people write, it answers.</summary>
internal static class Shop
{
    public static async Task<List<Guid>> Conversations(this Lab lab, int count)
    {
        await lab.Apply([.. Enumerable.Range(0, count).Select(i => SendingTests.Inbound(i, $"hello-{i}", lab.Clock.GetUtcNow()))]);
        return await lab.Read(db => db.Conversations.OrderBy(row => row.Key).Select(row => row.Id).ToListAsync());
    }

    public static Task<SendAnswer> Say(this Lab lab, Guid conversation, string text) => lab.Get<MessageSender>().Send(
        lab.Workspace, conversation, new OutboundDraft([MessageContent.OfText(text)]), [], CancellationToken.None);

    public static Task<List<Delivery>> Deliveries(this Lab lab, DeliveryKind kind) =>
        lab.Read(db => db.Deliveries.Where(row => row.Kind == kind).OrderBy(row => row.Id).ToListAsync());

    public static Task<List<Message>> Answers(this Lab lab) =>
        lab.Read(db => db.Messages.Where(row => row.Direction == MessageDirection.Outbound).OrderBy(row => row.Id).ToListAsync());
}
