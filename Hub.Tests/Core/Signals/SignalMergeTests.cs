using Hub.Connectors.Abstractions;
using Hub.Core.Conversations;
using Hub.Core.Signals;
using Hub.Core.Storage;
using Hub.Tests.Core.Conversations;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Signals;

[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class SignalMergeTests(StorageKind kind) : LabTest(kind)
{
    [Test]
    public async Task Of_two_threads_that_turn_out_to_be_one_the_fact_stays_whose_report_is_under_way()
    {
        var (into, from) = (Lab.Thread(1), Lab.Thread(2));
        var (kept, left) = (Started(into), Started(from));
        await Lab.Add([into, from, kept, left, new LedgerPart { WorkspaceId = Lab.Workspace, SignalId = left.Id, RequestId = Lab.Store.Ids.Next() }]);

        await Lab.Change(db => SignalMerge.Run(db, into, from, CancellationToken.None));

        var signal = await Lab.Read(db => db.Signals.SingleAsync());
        Assert.That((signal.Id, signal.ConversationId), Is.EqualTo((left.Id, into.Id)), "what left can be found by its contact");
    }

    private SignalRecord Started(Conversation thread) => new()
    {
        WorkspaceId = Lab.Workspace,
        Id = Lab.Store.Ids.Next(),
        EventId = Sha256Hash.Of(thread.Key).Hex,
        Kind = SignalKind.ConversationStarted,
        ConversationId = thread.Id,
        OccurredAt = Lab.Store.Now,
    };
}
