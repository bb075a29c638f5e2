using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Crm.Tryton;

/// <summary>
/// Orders as sales of one web shop, in state draft: quoting, confirming and invoicing are the bookkeepers'. A sale's <c>web_id</c> is
/// unique in Tryton and holds the hub's key. As soon as somebody has quoted the sale, only its description follows the order.
/// </summary>
internal sealed class TrytonSales(TrytonClient client, string shopName)
{
    private const string Model = "sale.sale";
    private const int ChangeTries = 5;

    /// <exception cref="TrytonException">There is no such web shop.</exception>
    public async Task<TrytonShop> Shop(CancellationToken cancellation)
    {
        var found = await client.Find("web.shop", [new JsonArray("name", "=", shopName)], ["id", "company"], cancellation);
        return found.Count > 0
            ? new TrytonShop(found[0].GetProperty("id").GetInt32(), found[0].GetProperty("company").GetInt32())
            : throw new TrytonException(new Outcome.Misconfigured(new Reason(
                "tryton/no-shop", $"There is no web shop named {shopName}. Create it in Tryton, or name another in the connection's settings.")));
    }

    public async Task Write(
        IReadOnlyList<WriteItem<CrmOrder>> batch, Dictionary<string, WriteResult> results, CancellationToken cancellation)
    {
        var shop = await Shop(cancellation);
        var look = await TrytonLookUp.For(client, shop, [.. batch.Select(item => item.Value)], cancellation);
        var known = await Known(shop, batch.Select(item => item.Key), cancellation);
        foreach (var item in batch.GroupBy(item => item.Key, StringComparer.Ordinal).Select(same => same.Last()))
            results[item.Key] = new WriteResult(item.Key, look.Missing(item.Value) ?? await Write(shop, look, item, known, cancellation));
    }

    private async Task<Outcome> Write(
        TrytonShop shop, TrytonLookUp look, WriteItem<CrmOrder> item, Dictionary<string, TrytonSale> known, CancellationToken cancellation)
    {
        try
        {
            var sale = known.TryGetValue(item.Key, out var there)
                ? await Change(shop, look, item, there, cancellation)
                : await Create(shop, look, item, cancellation);
            if (item.Value.State == OrderState.Cancelled && sale.State is "draft" or "quotation" or "confirmed")
                await client.Call($"model.{Model}.cancel", cancellation, new JsonArray(sale.Id), shop.Context);
            return new Outcome.Accepted(sale.Id.ToString(CultureInfo.InvariantCulture));
        }
        catch (TrytonException error) when (error.IsOfUser)
        {
            return error.Outcome;
        }
    }

    // Refused because another call was faster? Then it is there now.
    private async Task<TrytonSale> Create(TrytonShop shop, TrytonLookUp look, WriteItem<CrmOrder> item, CancellationToken cancellation)
    {
        var values = look.Values(item.Value);
        values["company"] = shop.Company;
        values["web_shop"] = shop.Id;
        values["web_id"] = item.Key;
        try
        {
            var ids = await client.Call($"model.{Model}.create", cancellation, new JsonArray(values), shop.Context);
            return new TrytonSale(ids[0].GetInt32(), "draft", []);
        }
        catch (TrytonException error) when (error.IsOfUser)
        {
            if (!(await Known(shop, [item.Key], cancellation)).TryGetValue(item.Key, out var sale))
                throw;
            return await Change(shop, look, item, sale, cancellation);
        }
    }

    // Refused because somebody has changed its lines or quoted it since it was read? Then it reads differently now.
    private async Task<TrytonSale> Change(
        TrytonShop shop, TrytonLookUp look, WriteItem<CrmOrder> item, TrytonSale sale, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var values = sale.State == "draft"
                ? look.Values(item.Value, sale.Lines)
                : new JsonObject { ["description"] = TrytonLookUp.Description(item.Value) };
            try
            {
                await client.Call($"model.{Model}.write", cancellation, new JsonArray(sale.Id), values, shop.Context);
                return sale;
            }
            catch (TrytonException error) when (error.IsOfUser)
            {
                var known = await Known(shop, [item.Key], cancellation);
                if (attempt == ChangeTries || !known.TryGetValue(item.Key, out var now) || now.IsSame(sale))
                    throw;
                sale = now;
            }
        }
    }

    private async Task<Dictionary<string, TrytonSale>> Known(TrytonShop shop, IEnumerable<string> keys, CancellationToken cancellation)
    {
        var found = await client.Find(
            Model, [TrytonClient.In("web_id", keys), new JsonArray("web_shop", "=", shop.Id)], ["id", "web_id", "state", "lines"], cancellation,
            shop.Context);
        return found.ToDictionary(
            row => row.GetProperty("web_id").GetString()!,
            row => new TrytonSale(
                row.GetProperty("id").GetInt32(), row.GetProperty("state").GetString()!,
                [.. row.GetProperty("lines").EnumerateArray().Select(line => line.GetInt32())]),
            StringComparer.Ordinal);
    }
}

internal sealed record TrytonShop(int Id, int Company)
{
    /// <summary>A new one each time: a node belongs to one request.</summary>
    public JsonObject Context => new() { ["company"] = Company };
}

/// <param name="Lines">Ids.</param>
internal sealed record TrytonSale(int Id, string State, IReadOnlyList<int> Lines)
{
    public bool IsSame(TrytonSale other) => Id == other.Id && State == other.State && Lines.SequenceEqual(other.Lines);
}
