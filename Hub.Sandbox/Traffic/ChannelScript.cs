using Hub.Sandbox.Webhooks;
using Hub.Sandbox.Wire;

namespace Hub.Sandbox.Traffic;

/// <summary>Plays the people of one channel, one webhook at a time.</summary>
abstract class ChannelScript(Random random, int seed, string channel)
{
    readonly Crowd _crowd = new(random, $"{channel}-{seed}");
    int _number;

    protected Random Random { get; } = random;
    protected string Id { get; private set; } = "";

    public OutgoingWebhook Next(DateTimeOffset at)
    {
        Id = $"t-{seed}-{channel}-{++_number}";
        var (member, act, isNew) = _crowd.Next();
        if (!isNew) return Play(member, act ?? Choose(), at);
        foreach (var step in Arrival()) member.Next.Enqueue(step);
        return Play(member, member.Next.Dequeue(), at);
    }

    /// <summary>What a newcomer does, in order.</summary>
    protected abstract string[] Arrival();

    protected abstract (string Act, int Weight)[] Acts { get; }

    protected abstract OutgoingWebhook Play(Member member, string act, DateTimeOffset at);

    /// <summary>An id of the message in this webhook, remembered so that later acts can point at it.</summary>
    protected string Own(Member member, Func<string, string> style)
    {
        var id = style(Id + "/message");
        member.OwnMessages.Add(id);
        return id;
    }

    protected string Shop(Member member, Func<string, string> style)
    {
        var id = style(Id + "/echo");
        member.ShopMessages.Add(id);
        return id;
    }

    protected string Pick(IReadOnlyList<string> from) => from[Random.Next(from.Count)];

    protected ReferralFact Ad() => new("ad", "17" + Ids.Digits("ad:" + Random.Next(6), 14), null, null);

    protected ReferralFact Link() => new("short_link", null, "campaign_" + Random.Next(5), null);

    string Choose()
    {
        var left = Random.Next(Acts.Sum(a => a.Weight));
        foreach (var (act, weight) in Acts)
            if ((left -= weight) < 0) return act;
        return Acts[0].Act;
    }
}
