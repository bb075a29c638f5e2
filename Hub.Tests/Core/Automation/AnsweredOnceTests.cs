using Hub.Connectors.Abstractions;
using Hub.Core.Automation;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Hours;
using Hub.Core.Sending;
using Hub.Core.Storage;
using Hub.Tests.Core.Conversations;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Automation;

/// <summary>However often and in whatever order a platform says something, it is answered once.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class AnsweredOnceTests(StorageKind kind) : LabTest(kind)
{
    [Test]
    public async Task Whatever_is_repeated_or_reordered_a_message_is_answered_once()
    {
        await Lab.KeywordReply("giá", "199k");
        await Lab.KeywordReply("ship", "Ship 30k");
        await Lab.Rule(RuleKind.AutoReply, new RuleDraft
        {
            Trigger = RuleTrigger.Away,
            Actions = [new RuleAction { Type = RuleActionType.Reply, Text = "Shop đi vắng" }],
        });
        await Lab.Policy(policy => policy with { LoopMessages = 1000, QuietAfterPersonMinutes = 0 });
        for (var seed = 0; seed < 25; seed++)
        {
            await Lab.Empty();
            var random = new Random(seed);
            var said = Enumerable.Range(0, 20).Select(i => (ChannelEvent)Lab.Says(
                $"m{i}", (i % 4) switch { 0 => "giá", 1 => "giá và ship", 2 => "ship ko", _ => "alo" }, i % 3, Lab.Store.Now.AddSeconds(i - 30))).ToArray();
            var mangled = said.Concat(said).Concat(said.Where(_ => random.Next(2) == 0)).ToArray();
            random.Shuffle(mangled);
            foreach (var batch in mangled.Chunk(random.Next(1, 12)))
                await Lab.Apply(batch);

            var answers = await Lab.Automatic();
            Assert.That(answers, Has.Count.EqualTo(said.Length), $"seed {seed}");
            var answered = (await Lab.Entries()).Where(entry => entry.Replied).Select(entry => entry.MessageId).ToList();
            Assert.That(answered, Is.Unique, $"seed {seed}");
            Assert.That(answered, Has.Count.EqualTo(said.Length), $"seed {seed}");
        }
    }
}
