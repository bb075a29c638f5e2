using System.Text.Json;
using Hub.Connectors.Crm;
using Hub.Connectors.Crm.Tryton;

namespace Hub.Tests.Connectors.Crm.Tryton;

public sealed class TrytonMarkTests
{
    [Test]
    public void A_record_from_the_future_does_not_hide_what_is_changed_until_then()
    {
        var now = new DateTimeOffset(2026, 12, 1, 2, 0, 0, TimeSpan.Zero);
        var row = JsonSerializer.SerializeToElement(new { id = 1, write_date = new { year = 2031, month = 1, day = 1 }, create_date = (object?)null });

        var mark = ReadMark.From(now, now).Begin(now, TrytonMark.Overlap).Seen([row], isLast: true, now);

        Assert.That(mark.Max, Is.EqualTo(now.UtcDateTime), "else nothing of the last minutes would be looked at twice");
    }
}
