using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Hub.Core.Storage;

/// <summary>Times are UTC milliseconds on both databases, so that they sort and compare the same.</summary>
internal sealed class UnixMilliseconds() : ValueConverter<DateTimeOffset, long>(
    time => time.ToUnixTimeMilliseconds(), milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
