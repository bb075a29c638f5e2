using System.IO.Compression;
using System.Text;
using Hub.Core.Contacts.Erasing;
using Hub.Tests.Support;

namespace Hub.Tests.Core.Contacts.Erasing;

internal static class ErasureLab
{
    /// <summary>All entries of what is exported about a contact, with their names, as one text.</summary>
    public static async Task<string> Archive(this Lab lab, Guid contact)
    {
        using var zip = new MemoryStream();
        await lab.Get<ContactArchive>().Write(lab.Workspace, contact, zip, CancellationToken.None);
        zip.Position = 0;
        await using var read = new ZipArchive(zip);
        var text = new StringBuilder();
        foreach (var entry in read.Entries)
        {
            text.Append(entry.FullName).Append('\n');
            using var reader = new StreamReader(await entry.OpenAsync());
            text.Append(await reader.ReadToEndAsync()).Append('\n');
        }

        return text.ToString();
    }
}
