using Hub.Core.Automation;
using Hub.Core.Storage;
using Hub.Tests.Support;

namespace Hub.Tests.Core.Automation;

[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class RuleSetsTests(StorageKind kind) : LabTest(kind)
{
    [Test]
    public async Task However_many_ask_at_once_after_a_change_one_of_them_compiles()
    {
        for (var i = 0; i < 20; i++)
            await Lab.KeywordReply($"giá {i}", "199k");
        var sets = new RuleSets();

        var first = await Ask(sets);
        await Lab.KeywordReply("mới", "199k");
        var second = await Ask(sets);

        Assert.That(first.Concat(second).Distinct().ToList(), Has.Count.EqualTo(2).And.None.Null);
    }

    private async Task<RuleSet?[]> Ask(RuleSets sets)
    {
        var start = new TaskCompletionSource();
        var asked = Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            await start.Task;
            return await Lab.Read(db => sets.Find(db, Lab.Workspace, CancellationToken.None));
        })).ToList();
        start.SetResult();
        return await Task.WhenAll(asked);
    }
}
