using System.Text.Json;

namespace Hub.Api.Demo;

/// <summary>
/// Makes the demo's inbox look like one that people work in: labels and canned replies; and as conversations come, some get a label, a
/// priority or the team, through the API as anybody would.
/// </summary>
internal sealed class DemoInbox(JsonCaller hub, Guid team, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private static readonly (string Name, string Color)[] Labels =
    [
        ("Khách VIP", "#7048e8"), ("Chờ báo giá", "#f08c00"), ("Khách sỉ", "#1971c2"), ("Đổi trả", "#e03131"),
    ];

    private static readonly (string Shortcut, string Text, string Language)[] Replies =
    [
        ("chao", "Dạ shop chào anh/chị ạ, em có thể giúp gì cho mình?", "vi"),
        ("gia", "Dạ mẫu này bên em đang có giá tốt, anh/chị cho em xin size để em báo chính xác nhé.", "vi"),
        ("sdt", "Anh/chị cho em xin số điện thoại và địa chỉ để em lên đơn ạ.", "vi"),
        ("ship", "Bên em giao toàn quốc 2-4 ngày, được kiểm tra hàng trước khi nhận ạ.", "vi"),
        ("hello", "Hello! Thanks for your message, how can we help?", "en"),
    ];

    private readonly DemoOrders _orders = new(hub);
    private readonly DemoBookings _bookings = new(hub, clock);
    private readonly List<Guid> _labels = [];

    public async Task Prepare(CancellationToken cancellation)
    {
        foreach (var (name, color) in Labels)
            _labels.Add(Id(await hub.Make("/api/v1/labels", new { name, color }, cancellation)));
        foreach (var (shortcut, text, language) in Replies)
            await hub.Make("/api/v1/canned-replies", new { shortcut, text, language }, cancellation);
        await _orders.Prepare(cancellation);
        await _bookings.Prepare(cancellation);
    }

    public async Task Run(CancellationToken stop)
    {
        var seen = new HashSet<Guid>();
        while (true)
        {
            await Task.Delay(Pause, clock, stop);
            var page = await hub.Get("/api/v1/conversations?limit=50", stop);
            foreach (var id in page.GetProperty("items").EnumerateArray().Select(Id).Where(seen.Add).ToList())
            {
                if (Change(seen.Count, id) is { } change)
                    await hub.Make("/api/v1/conversations/bulk", new { ids = new[] { id }, change }, stop);
                if (seen.Count % 2 == 0)
                    await _orders.Make(id, stop);
                else
                    await _bookings.Make(id, stop);
            }
        }
    }

    private object? Change(int number, Guid id) => (number % 6) switch
    {
        0 => new { addLabelIds = new[] { _labels[0] }, priority = "high" },
        1 => new { addLabelIds = new[] { _labels[1] }, teamId = team },
        3 => new { addLabelIds = new[] { _labels[2 + (id.GetHashCode() & 1)] } },
        4 => new { teamId = team },
        _ => null,
    };

    private static Guid Id(JsonElement made) => made.GetProperty("id").GetGuid();
}
