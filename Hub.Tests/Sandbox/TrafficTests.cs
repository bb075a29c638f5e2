using System.Text;
using Hub.Sandbox;
using Hub.Sandbox.Messenger;
using Hub.Sandbox.TikTok;
using Hub.Sandbox.Traffic;
using Hub.Sandbox.Webhooks;
using Hub.Sandbox.WhatsApp;

namespace Hub.Tests.Sandbox;

sealed class TrafficTests
{
    static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Test]
    public void The_same_seed_gives_the_same_bytes()
    {
        var (first, second) = (Plan(seed: 7), Plan(seed: 7));
        Assert.That(second.Select(w => Encoding.UTF8.GetString(w.Body)), Is.EqualTo(first.Select(w => Encoding.UTF8.GetString(w.Body))));
    }

    [Test]
    public void Another_seed_gives_other_people() =>
        Assert.That(
            Plan(seed: 8).SelectMany(w => w.Facts).Select(f => f.Conversation)
                .Intersect(Plan(seed: 7).SelectMany(w => w.Facts).Select(f => f.Conversation)), Is.Empty);

    [Test]
    public void Every_message_id_is_its_own()
    {
        var ids = Plan(seed: 7).SelectMany(w => w.Facts).Where(f => f.IsInBody).Select(f => f.MessageId).ToList();
        Assert.That(ids, Is.Unique);
    }

    [Test]
    public void All_ways_of_arriving_and_of_writing_occur()
    {
        var plan = Plan(seed: 7);
        var bodies = plan.Select(w => Encoding.UTF8.GetString(w.Body)).ToList();
        var facts = plan.SelectMany(w => w.Facts).ToList();
        Assert.Multiple(() =>
        {
            foreach (var word in (string[])
                ["im_referral_msg", "short_link", "im_receive_msg_eu", "im_mark_read_msg", "im_send_msg", "ctwa_clid", "smb_message_echoes",
                    "[tt:", "\"ADS\"", "OPEN_THREAD"])
                Assert.That(bodies.Any(b => b.Contains(word)), word);
            Assert.That(facts.Select(f => f.Type),
                Is.SupersetOf((string[])["order", "edit", "revoke", "reaction", "image", "unsupported", "system", "postback"]));
            Assert.That(facts.Count(f => f.Keyword is not null), Is.GreaterThan(50));
            Assert.That(plan.Any(w => w.Facts.Count == 2), "batched webhooks");
        });
    }

    [Test]
    public void No_question_holds_a_keyword_by_accident()
    {
        var keywords = ShopTalk.Keywords.Values.SelectMany(k => k).ToList();
        Assert.That(ShopTalk.Questions.Where(q => keywords.Any(k => q.Contains(k, StringComparison.OrdinalIgnoreCase))), Is.Empty);
    }

    [Test]
    public void Some_keywords_are_written_with_combining_marks_and_some_without_accents()
    {
        var bodies = Plan(seed: 7).Where(w => w.Facts.Any(f => f.Keyword is "đặt hàng" or "báo giá"))
            .Select(w => Encoding.UTF8.GetString(w.Body)).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(bodies.Any(b => b.Contains('\u0323') || b.Contains('\u0301')), "combining marks");
            Assert.That(bodies.Any(b => b.Contains("dat hang") || b.Contains("bao gia")), "no accents");
        });
    }

    static List<OutgoingWebhook> Plan(int seed)
    {
        var options = new SandboxOptions();
        var plan = new TrafficPlan(options, new TikTokState(options) { TellsOfComments = true }, new TikTokWebhooks(options),
            new WhatsAppEvents(options), new MessengerEvents(options), new BaseAddress());
        return [.. plan.Webhooks(new TrafficRequest { Seed = seed, Webhooks = 1500 }, Start)];
    }
}
