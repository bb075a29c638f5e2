using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Hub.Sandbox.Wire;

namespace Hub.Sandbox.Meta;

/// <summary>
/// A page of a list: <c>limit</c> and the opaque <c>after</c> of the page before. The last one has cursors too, but no <c>next</c>
/// (developers.facebook.com/docs/graph-api/results).
/// </summary>
static class GraphPage
{
    const int Usual = 25;

    /// <param name="most">A page may be smaller than what was asked for.</param>
    public static VendorAnswer Of(VendorCall call, IReadOnlyList<JsonNode> items, int most = int.MaxValue)
    {
        var limit = Usual;
        if (call.Query("limit") is { } wanted && (!int.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit < 1))
            return GraphVendor.Error(100, "Param limit must be a positive integer.");
        if (Place(call.Query("after")) is not { } from || from > items.Count)
            return GraphVendor.Error(100, "Invalid cursors values");
        var page = items.Skip(from).Take(Math.Min(limit, most)).Select(item => item.DeepClone()).ToArray();
        var answer = new JsonObject { ["data"] = new JsonArray(page) };
        if (page.Length > 0)
        {
            var to = from + page.Length;
            var paging = new JsonObject { ["cursors"] = new JsonObject { ["before"] = Cursor(from), ["after"] = Cursor(to) } };
            if (to < items.Count) paging["next"] = $"{call.BaseAddress}{call.Http.Request.Path}?limit={limit}&after={Cursor(to)}";
            answer["paging"] = paging;
        }
        return GraphVendor.Ok(answer);
    }

    static string Cursor(int place) => Convert.ToBase64String(Encoding.ASCII.GetBytes($"cursor{place:000}"));

    static int? Place(string? cursor)
    {
        if (cursor is null) return 0;
        var bytes = new byte[16];
        return Convert.TryFromBase64String(cursor, bytes, out var length)
            && Encoding.ASCII.GetString(bytes, 0, length) is ['c', 'u', 'r', 's', 'o', 'r', .. var digits]
            && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : null;
    }
}
