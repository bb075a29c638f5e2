using System.Globalization;
using Hub.Core.Commerce.Drafts;

namespace Hub.Tests.Core.Commerce.Drafts;

public sealed class ChatMomentTests
{
    // Written on Saturday, 28 November 2026, at ten.
    [TestCase("3h chiều mai", "2026-11-29 15:00")]
    [TestCase("15h30 thứ 7", "2026-12-05 15:30")]
    [TestCase("9h rưỡi sáng thứ hai", "2026-11-30 09:30")]
    [TestCase("10g cn", "2026-11-29 10:00")]
    [TestCase("2h thứ 4 tuần sau", "2026-12-02 14:00")]
    [TestCase("thứ 5 tuần tới lúc 8h", "2026-12-03 08:00")]
    [TestCase("7h tối nay", "2026-11-28 19:00")]
    [TestCase("19h nay", "2026-11-28 19:00")]
    [TestCase("11 giờ trưa mốt", "2026-11-30 11:00")]
    [TestCase("1h trưa mai", "2026-11-29 13:00")]
    [TestCase("9h ngày 12/12", "2026-12-12 09:00")]
    [TestCase("9h sáng ngày 3/1", "2027-01-03 09:00")]
    [TestCase("16h ngày 5", "2026-12-05 16:00")]
    [TestCase("16h 24/12/2026", "2026-12-24 16:00")]
    [TestCase("15h-17h mai", "2026-11-29 15:00")]
    [TestCase("9h", null, Description = "today it is over, and no day was said")]
    [TestCase("chiều mai", null)]
    [TestCase("thứ 7", null)]
    [TestCase("12h tối mai", null)]
    [TestCase("30h mai", null)]
    [TestCase("9h ngày 31/2", null)]
    [TestCase("9h ngày 1/11/2026", null)]
    public void A_day_and_an_hour_are_read_where_both_can_be_told(string said, string? meant) => Assert.That(
        ChatMoment.Of(said, new DateTime(2026, 11, 28, 10, 0, 0))?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), Is.EqualTo(meant));
}
