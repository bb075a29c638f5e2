namespace Hub.Api.Hosting;

internal static class HubLogging
{
    /// <summary>JSON lines in production, for machines; one plain line an event otherwise, for people.</summary>
    public static void Add(WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        if (builder.Environment.IsProduction())
            builder.Logging.AddJsonConsole(console =>
            {
                console.UseUtcTimestamp = true;
                console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
            });
        else
            builder.Logging.AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.TimestampFormat = "HH:mm:ss ";
            });

        builder.Logging.AddFilter("Quartz", LogLevel.Warning);
        builder.Logging.AddFilter("LuckyPennySoftware", LogLevel.Error); // AutoMapper speaks of its licence at every start

        // Request lines hold paths with ids, but also queries that a caller may have put anything into.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error); // it warns of what KeyRing decides on purpose
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning);

        // EF writes a failed command down with its parameters' names and the exception with a row's values; we log what failed ourselves.
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore.Database.Command", LogLevel.None);
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore.Update", LogLevel.None);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Diagnostics.ExceptionHandlerMiddleware", LogLevel.None);
    }
}
