using System.Globalization;
using System.Text;
using Hub.Core.Csv;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Signals.Reports;

/// <summary>Writes the ledger as CSV, page by page. It holds what the ledger holds: ids, times and amounts, never a text of a contact.</summary>
public sealed class LedgerExport(HubStore store)
{
    private const int PageSize = 500;
    private static readonly string[] Columns =
    [
        "changedAt", "occurredAt", "signal", "state", "reasonCode", "reason", "platform", "eventId", "conversationId", "order", "value", "currency",
        "adId", "trackingId", "requestId",
    ];

    /// <summary>Before the first byte leaves, the audit log says who has it.</summary>
    public Task Note(Caller caller, CancellationToken cancellation) => store.Write(caller.WorkspaceId, null, db =>
    {
        db.Note(store, caller.WorkspaceId, caller.Actor, "signals.exported", caller.WorkspaceId);
        return Task.CompletedTask;
    }, cancellation);

    /// <param name="language">Of the reasons.</param>
    public async Task Write(Caller caller, LedgerFilter filter, string language, Stream output, CancellationToken cancellation)
    {
        var platforms = await store.Read(caller.WorkspaceId, db => db.Connections
            .Where(row => row.WorkspaceId == caller.WorkspaceId).ToDictionaryAsync(row => row.Id, row => row.Name, cancellation));
        // With a byte order mark: without it Excel takes UTF-8 for something else and Vietnamese names for rubbish.
        await using var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await writer.WriteAsync(CsvText.Line(Columns).AsMemory(), cancellation);
        for (LedgerPlace? after = null; ;)
        {
            var page = await Page(caller, filter, after, cancellation);
            foreach (var (row, order, arrival) in page)
                await writer.WriteAsync(
                    CsvText.Line(Fields(row, order, arrival, platforms.GetValueOrDefault(row.Entry.ConnectionId), language)).AsMemory(), cancellation);
            await writer.FlushAsync(cancellation);
            if (page.Count < PageSize)
                return;
            var last = page[^1].Row;
            after = new LedgerPlace(last.Entry.At, last.Entry.SignalId, last.Entry.ConnectionId);
        }
    }

    private Task<List<(LedgerRow Row, string? Order, ReferralRecord? Arrival)>> Page(
        Caller caller, LedgerFilter filter, LedgerPlace? after, CancellationToken cancellation) => store.Read(caller.WorkspaceId, async db =>
    {
        var rows = await LedgerRows.Find(db, caller, filter, after, PageSize, cancellation);
        var orderIds = rows.Select(row => row.Signal.OrderId).OfType<Guid>().ToList();
        var arrivalIds = rows.Select(row => row.Entry.ReferralId).OfType<Guid>().ToList();
        var orders = await db.Orders.Where(row => row.WorkspaceId == caller.WorkspaceId && orderIds.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, row => row.Number, cancellation);
        var arrivals = await db.Referrals.Where(row => row.WorkspaceId == caller.WorkspaceId && arrivalIds.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, cancellation);
        return rows.ConvertAll(row => (
            row, row.Signal.OrderId is { } order ? orders.GetValueOrDefault(order) : null,
            row.Entry.ReferralId is { } arrival ? arrivals.GetValueOrDefault(arrival) : null));
    });

    private static string?[] Fields(LedgerRow row, string? order, ReferralRecord? arrival, string? platform, string language) =>
    [
        Time(row.Entry.At), Time(row.Signal.OccurredAt), EnumNames.Of(row.Signal.Kind), EnumNames.Of(row.Entry.State), row.Entry.ReasonCode,
        LedgerTexts.Find(row.Entry.State, row.Entry.ReasonCode)?.Reason.In(language), platform, row.Signal.EventId,
        row.Signal.ConversationId.ToString(), order, row.Signal.Value?.ToString(CultureInfo.InvariantCulture), row.Signal.Currency,
        arrival?.AdId, arrival?.TrackingId, row.Entry.RequestId?.ToString(),
    ];

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
