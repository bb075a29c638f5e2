using Hub.Core.Connections;

namespace Hub.Tests.Core.Connections;

/// <summary>What a connection's own past says about its silence.</summary>
internal sealed class ConnectionTrafficTests
{
    // A Monday.
    private static readonly DateTimeOffset Start = new(2026, 8, 3, 0, 0, 0, TimeSpan.Zero);
    private static readonly Connection Account = new() { ConnectorId = "lab", AccountId = "1", Name = "Shop", Settings = "{}", Vault = [] };

    /// <summary>A shop that hears something each hour from 8 to 20 on six days, and nothing at night or on Sundays.</summary>
    private static bool Usual(DateTimeOffset hour) => hour.DayOfWeek != DayOfWeek.Sunday && hour.Hour is >= 8 and < 20;

    [Test]
    public void Nights_and_sundays_are_no_silence_and_a_morning_without_a_word_is()
    {
        var traffic = After(weeks: 4, Usual);
        var saturday = Start.AddDays(33).AddHours(19).AddMinutes(40);

        Assert.That(traffic.IsSilence(saturday, saturday.AddHours(12)), Is.False, "a night");
        Assert.That(traffic.IsSilence(saturday, Start.AddDays(35).AddHours(8)), Is.False, "a night, a Sunday and a night");
        Assert.That(traffic.IsSilence(saturday, Start.AddDays(35).AddHours(10)), Is.False, "two hours of Monday");
        Assert.That(traffic.IsSilence(saturday, Start.AddDays(35).AddHours(18)), Is.True, "most of Monday");
    }

    [Test]
    public void The_busier_the_sooner()
    {
        var busy = After(weeks: 12, _ => true);
        var rare = After(weeks: 12, hour => hour.Hour == 9);
        var last = Start.AddDays(84).AddHours(9);

        Assert.That(Enumerable.Range(1, 100).First(hours => busy.IsSilence(last, last.AddHours(hours))), Is.InRange(5, 7));
        Assert.That(Enumerable.Range(1, 1000).First(hours => rare.IsSilence(last, last.AddHours(hours))) / 24, Is.InRange(4, 8));
    }

    [Test]
    public void In_its_first_week_it_says_nothing_and_from_one_busy_hour_it_learns_little()
    {
        var young = After(_ => true, days: 6);
        var once = After(weeks: 3, hour => hour < Start.AddDays(1));

        once.Heard(Start.AddDays(21), wasBroken: false);

        Assert.That(young.IsSilence(Start.AddDays(6), Start.AddDays(16)), Is.False);
        Assert.That(once.IsSilence(Start.AddDays(21), Start.AddDays(23)), Is.False, "a campaign of one day is no habit");
    }

    [Test]
    public void An_outage_teaches_nothing_and_a_slack_season_does()
    {
        var outage = After(weeks: 6, Usual);
        outage.Heard(Start.AddDays(42 + 7).AddHours(12), wasBroken: true);
        var slack = After(weeks: 6, Usual);
        slack.Heard(Start.AddDays(42 + 7).AddHours(12), wasBroken: false);

        Assert.That(outage.Activity.Max(), Is.GreaterThan(200));
        Assert.That(slack.Activity.Max(), Is.LessThan(outage.Activity.Max()));
        Assert.That(outage.Activity, Has.Length.EqualTo(168), "however long its past is");
    }

    private static ConnectionTraffic After(int weeks, Func<DateTimeOffset, bool> heard) => After(heard, weeks * 7);

    private static ConnectionTraffic After(Func<DateTimeOffset, bool> heard, int days)
    {
        var traffic = ConnectionTraffic.Of(Account, Start);
        for (var hour = Start; hour < Start.AddDays(days); hour = hour.AddHours(1))
            if (heard(hour))
                traffic.Heard(hour.AddMinutes(7), wasBroken: false);
        return traffic;
    }
}
