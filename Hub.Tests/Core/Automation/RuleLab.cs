using Hub.Connectors.Abstractions;
using Hub.Core.Automation;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Automation;

/// <summary>Rules, and contacts who write.</summary>
internal static class RuleLab
{
    public static Caller Owner(this Lab lab) => Caller.Key(lab.Workspace, lab.Workspace, [Permissions.All]);

    public static async Task<Rule> Rule(this Lab lab, RuleKind kind, RuleDraft draft)
    {
        var named = draft with { Name = draft.Name ?? $"rule {Guid.NewGuid():N}", State = draft.State ?? RuleState.On };
        var answer = await new RuleDesk(lab.Store).Create(lab.Owner(), kind, named, CancellationToken.None);
        Assert.That(answer, Is.TypeOf<RuleAnswer.Done>());
        return ((RuleAnswer.Done)answer).Rule;
    }

    public static Task<Rule> KeywordReply(this Lab lab, string term, string text, RuleDraft? rest = null) => lab.Rule(
        RuleKind.KeywordReply, (rest ?? new RuleDraft()) with
        {
            Conditions = (rest?.Conditions ?? new RuleConditions()) with { Any = [term] },
            Actions = [new RuleAction { Type = RuleActionType.Reply, Text = text }],
        });

    public static async Task Policy(this Lab lab, Func<AutomationPolicy, AutomationPolicy> change)
    {
        var desk = new RuleDesk(lab.Store);
        var policy = change(await desk.Policy(lab.Workspace, CancellationToken.None));
        Assert.That(await desk.Change(lab.Owner(), policy, CancellationToken.None), Is.TypeOf<RuleAnswer.Saved>());
    }

    public static MessageEvent Says(this Lab lab, string key, string text, int person = 0, DateTimeOffset? at = null) => new()
    {
        EventKey = "msg:" + key,
        OccurredAt = at ?? lab.Store.Now,
        ConversationKey = $"thread-{person}",
        Contact = new Participant([new Identity("user", $"user-{person}")], $"Khách {person}"),
        MessageKey = key,
        Direction = MessageDirection.Inbound,
        Content = MessageContent.OfText(text),
    };

    public static Task<List<Message>> Automatic(this Lab lab) => lab.Read(db => db.Messages
        .Where(row => row.Direction == MessageDirection.Outbound && row.RuleId != null).OrderBy(row => row.OccurredAt).ToListAsync());

    public static Task<Conversation> Thread(this Lab lab, int person = 0) =>
        lab.Read(db => db.Conversations.SingleAsync(row => row.Key == $"thread-{person}"));

    public static Task<List<AutomationEntry>> Entries(this Lab lab) =>
        lab.Read(db => db.AutomationEntries.OrderBy(row => row.Id).ToListAsync());

    public static async Task SendAll(this Lab lab)
    {
        while (await lab.Run(DeliveryKind.SendMessage) is { } next)
            lab.Clock.Set(next > lab.Clock.GetUtcNow() ? next : lab.Clock.GetUtcNow());
    }

    public static Task Empty(this Lab lab) => lab.Store.Write(null, null, async db =>
    {
        await db.Messages.ExecuteDeleteAsync();
        await db.Conversations.ExecuteDeleteAsync();
        await db.ContactIdentities.ExecuteDeleteAsync();
        await db.Contacts.ExecuteDeleteAsync();
        await db.Deliveries.ExecuteDeleteAsync();
        await db.Signals.ExecuteDeleteAsync();
        await db.AutomationEntries.ExecuteDeleteAsync();
    }, CancellationToken.None);
}
