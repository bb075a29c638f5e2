using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Deliveries;
using Hub.Core.Signals;
using Hub.Core.Storage;
using Hub.Tests.Core.Conversations;
using Hub.Tests.Core.Deliveries;
using Hub.Tests.Core.Sending;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Signals;

/// <summary>
/// A channel and an ads connection take their turns apart from each other, so that an arrival may come in while a report is being written down. On
/// SQLite, which has one writer, it comes before or after.
/// </summary>
public sealed class SentOnceTests
{
    [Test]
    [CancelAfter(60_000)]
    public async Task An_arrival_that_comes_while_a_report_is_written_down_has_it_sent_no_second_time(CancellationToken cancellation)
    {
        await using var lab = await Lab.Create(StorageKind.Postgres, LabConnector.NewManifest("lab") with { CountsRepeats = true });
        var told = 0;
        lab.Connector.OnReport = (_, signals) =>
        {
            told += signals.Count;
            return Task.FromResult(new BatchAnswer([.. signals.Select(signal => new WriteResult(signal.EventId.Hex, LabConnector.Ok))]));
        };
        var ads = await Ads(lab);
        await lab.Apply(LaneTests.Arrival("u0", lab.Clock.GetUtcNow()), SendingTests.Inbound(0, "m1", lab.Clock.GetUtcNow()));
        lab.Clock.Advance(TimeSpan.FromSeconds(10));

        // The lane holds the delivery and waits for the ledger's row; the arrival comes in now.
        await using var db = lab.Store.OpenDb();
        await using (var transaction = await db.Database.BeginTransactionAsync(cancellation))
        {
            await db.Database.ExecuteSqlAsync($"select 1 from ledger_entries where connection_id = {ads.ConnectionId} for update", cancellation);
            var lane = lab.Get<LaneRunner>().Run(ads, cancellation);
            await Waiting(lab, 1, cancellation);
            var arrival = lab.Apply(LaneTests.Arrival("u0", lab.Clock.GetUtcNow(), "ad-2"));
            await Waiting(lab, 2, cancellation);
            await transaction.CommitAsync(cancellation);
            await lane;
            await arrival;
        }

        lab.Clock.Advance(TimeSpan.FromMinutes(1));
        await lab.Get<LaneRunner>().Run(ads, cancellation);

        Assert.That(told, Is.EqualTo(1));
        Assert.That((await lab.Read(read => read.LedgerEntries.SingleAsync(row => row.ConnectionId == ads.ConnectionId, cancellation))).State, Is.EqualTo(LedgerState.Sent));
    }

    private static async Task<LaneKey> Ads(Lab lab)
    {
        var id = lab.Store.Ids.Next();
        await lab.Add([new Connection
        {
            WorkspaceId = lab.Workspace,
            Id = id,
            ConnectorId = lab.Connection.ConnectorId,
            AccountId = $"ads-{id:N}",
            Name = "Ads",
            Settings = "{}",
            Vault = lab.Get<ConnectionVault>().Lock(
                lab.Workspace, lab.Connection.ConnectorId, id, new ConnectionSecrets(new Credentials("token-1", "refresh-1"), [])),
            CreatedAt = lab.Store.Now,
        }]);
        return new LaneKey(lab.Workspace, id, DeliveryKind.ReportSignal);
    }

    private static Task Waiting(Lab lab, int count, CancellationToken cancellation) => HubHost.Until(
        () => lab.Store.Read(null, db => db.Database.SqlQuery<int>(
            $"""select count(*)::int as "Value" from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'""").SingleAsync(cancellation)),
        waiting => waiting == count, cancellation);
}
