using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Crm.Tryton;

/// <summary>
/// What people have changed in Tryton: the hub's parties, how they can be reached, and the sales of its web shop. Each table has a mark of its own, since a
/// party does not change when its phone does. What was deleted leaves no trace there.
/// </summary>
internal sealed class TrytonChanges(TrytonClient client, TrytonSales sales, TimeProvider clock)
{
    public const int PageSize = 200;

    // A key of the hub has 32 characters: people's own parties are not asked for.
    private const string Key = "________________________________";
    private static readonly string[] Times = ["id", "write_date", "create_date"];

    /// <exception cref="TrytonException">Tryton refused, or did not answer.</exception>
    public async Task<PollPage<CrmChange>> Pull(string? cursor, PollBudget budget, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var start = ReadMark.From((budget.Since ?? now) - TrytonMark.Overlap, now);
        var marks = cursor is null ? new Marks(start, start, start) : JsonSerializer.Deserialize<Marks>(cursor)!;
        var shop = await sales.Shop(cancellation);
        var pages = Math.Max(1, (budget.Calls - 3) / 3); // beside the shop and what the parties are
        var (parties, partyRows) = await Read("party.party", [new JsonArray("code", "like", Key)], Times, marks.Party);
        var (mechanisms, mechanismRows) = await Read(
            TrytonParty.Mechanisms, [new JsonArray("party.code", "like", Key)], [.. Times, "party"], marks.Mechanism);
        var (orders, sold) = await Read(
            "sale.sale", [new JsonArray("web_shop", "=", shop.Id), new JsonArray("web_id", "!=", null)], [.. Times, "state"], marks.Sale);
        var people = await TrytonParty.Load(
            client, [.. partyRows.Select(Id).Concat(mechanismRows.Select(row => row.GetProperty("party").GetInt32())).Distinct()], cancellation);
        var next = new Marks(parties, mechanisms, orders);
        return new PollPage<CrmChange>(
            new Outcome.Accepted(), [.. people.Values.Select(Change), .. sold.Select(Change)], JsonSerializer.Serialize(next),
            next.Party.Look is not null || next.Mechanism.Look is not null || next.Sale.Look is not null);

        async Task<(ReadMark Mark, List<JsonElement> Rows)> Read(string model, JsonArray only, string[] fields, ReadMark mark)
        {
            var rows = new List<JsonElement>();
            mark = mark.Begin(now, TrytonMark.Overlap);
            for (var page = 0; page < pages && mark.Look is not null; page++)
            {
                var domain = mark.Look.Domain();
                foreach (var condition in only)
                    domain.Add(condition!.DeepClone());
                var found = await client.Find(model, domain, fields, cancellation, shop.Context, PageSize);
                rows.AddRange(found);
                mark = mark.Seen(found, found.Count < PageSize, clock.GetUtcNow());
            }

            return (mark, rows);
        }
    }

    internal static CrmContactChange Change(TrytonParty party) =>
        new(Text(party.Id), party.Name, party.Phone, party.Email) { Version = party.Version };

    private static CrmOrderChange Change(JsonElement sale)
    {
        var (state, said) = sale.GetProperty("state").GetString() switch
        {
            "draft" => ((OrderState?)null, new LocalizedText("Draft", "Nháp")),
            "quotation" => (null, new LocalizedText("Quotation", "Báo giá")),
            "confirmed" => (null, new LocalizedText("Confirmed", "Đã xác nhận")),
            "processing" => (null, new LocalizedText("Processing", "Đang xử lý")),
            "done" => (OrderState.Completed, new LocalizedText("Done", "Hoàn tất")),
            "cancelled" or "cancel" => (OrderState.Cancelled, new LocalizedText("Cancelled", "Đã hủy")),
            var other => (null, new LocalizedText(other ?? "", other ?? "")),
        };
        return new CrmOrderChange(Text(Id(sale)), state, said);
    }

    private static int Id(JsonElement row) => row.GetProperty("id").GetInt32();

    private static string Text(int id) => id.ToString(CultureInfo.InvariantCulture);

    private sealed record Marks(ReadMark Party, ReadMark Mechanism, ReadMark Sale);
}
