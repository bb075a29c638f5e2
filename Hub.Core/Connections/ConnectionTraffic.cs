using Hub.Core.Storage;

namespace Hub.Core.Connections;

/// <summary>
/// In which hours of its week a connection usually hears something, learned from its own past: 168 bytes, however long that is. Its id is
/// the connection's.
/// </summary>
public sealed class ConnectionTraffic : WorkspaceRow
{
    private const int Hours = 7 * 24;

    // A week changes an hour by a fifth at least, so that a new season is learned within a month or so.
    private const double Slowest = 0.2;

    // Below, silence is no accident: once in ten thousand such waits.
    private const double Unlikely = 1e-4;

    // No hour is certain: a holiday is like no week before.
    private const double Surest = 0.9;
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Week = TimeSpan.FromHours(Hours);

    // After a longer quiet it knows all that there is to know.
    private static readonly TimeSpan Learned = 4 * Week;

    /// <summary>By hour of the week in UTC: in how many of 255 weeks something came.</summary>
    public byte[] Activity { get; set; } = new byte[Hours];

    public DateTimeOffset Since { get; set; }

    /// <summary>The first hour that is not in it yet.</summary>
    public DateTimeOffset Next { get; set; }

    public static ConnectionTraffic Of(Connection connection, DateTimeOffset now) => new()
    {
        WorkspaceId = connection.WorkspaceId,
        Id = connection.Id,
        Since = Floor(now),
        Next = Floor(now),
    };

    public static DateTimeOffset Floor(DateTimeOffset at) => DateTimeOffset.FromUnixTimeSeconds(at.ToUnixTimeSeconds() / 3600 * 3600);

    /// <summary>Something has come at that time; in the hours before nothing did.</summary>
    /// <param name="wasBroken">Those hours were an outage: nothing is to be learned from them.</param>
    public void Heard(DateTimeOffset at, bool wasBroken)
    {
        var hour = Floor(at);
        if (hour < Next)
            return;
        var activity = (byte[])Activity.Clone(); // another array, so that the change is seen
        for (var quiet = hour - Next > Learned ? hour - Learned : Next; quiet < hour && !wasBroken; quiet += Hour)
            Learn(activity, quiet, false);
        Learn(activity, hour, true);
        (Activity, Next) = (activity, hour + Hour);
    }

    /// <returns>Whether so long a silence is out of the ordinary for these hours.</returns>
    public bool IsSilence(DateTimeOffset last, DateTimeOffset now)
    {
        if (last - Since < Week)
            return false; // of a week that it has never seen it cannot say what is usual
        var chance = 1.0;
        for (var hour = Floor(last) + Hour; hour + Hour <= now && chance >= Unlikely; hour += Hour)
            chance *= 1 - Math.Min(Surest, Activity[Slot(hour)] / 255.0);
        return chance < Unlikely;
    }

    // As if there had been one silent week before the first: what happened once need not be usual.
    private void Learn(byte[] activity, DateTimeOffset hour, bool active)
    {
        var weeks = (int)((hour - Since) / Week) + 1;
        var usual = activity[Slot(hour)] / 255.0;
        usual += Math.Max(Slowest, 1.0 / (weeks + 1)) * ((active ? 1 : 0) - usual);
        activity[Slot(hour)] = (byte)Math.Round(usual * 255);
    }

    private static int Slot(DateTimeOffset hour) => (int)(hour.ToUnixTimeSeconds() / 3600 % Hours);
}
