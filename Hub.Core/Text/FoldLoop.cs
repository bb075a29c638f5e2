using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hub.Core.Text;

/// <summary>The one loop behind every fold: one table look-up a unit, no allocation.</summary>
static class FoldLoop
{
    /// <summary>The text needs <see cref="ComposedText"/> first.</summary>
    public const int MustCompose = -1;

    /// <summary>Units written, or <see cref="MustCompose"/>. The destination is at least as long as the source.</summary>
    public static int Run<TTrace>(ReadOnlySpan<char> source, Span<char> destination, bool composed, TTrace trace)
        where TTrace : struct, IFoldTrace
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(destination.Length, source.Length);
        ref var table = ref MemoryMarshal.GetArrayDataReference(FoldTable.Entries);
        ref var output = ref MemoryMarshal.GetReference(destination);
        var written = 0;
        var previous = (ushort)' ';
        for (var at = 0; at < source.Length;)
        {
            if (typeof(TTrace) == typeof(NoTrace) && FoldedBlock.TryCopy(source[at..], destination[written..], previous))
            {
                (at, written) = (at + FoldedBlock.Length, written + FoldedBlock.Length);
                previous = source[at - 1];
                continue;
            }

            for (var end = Math.Min(at + FoldedBlock.Length, source.Length); at < end;)
            {
                var entry = Unsafe.Add(ref table, source[at]);
                if (!FoldTable.IsInstruction(entry))
                {
                    // Written without a branch: in Vietnamese every fourth or fifth unit is a space.
                    Unsafe.Add(ref output, written) = (char)entry;
                    trace.Emit(written, at, ++at);
                    written += ((entry ^ ' ') | (previous ^ ' ')) != 0 ? 1 : 0;
                    previous = entry;
                    continue;
                }

                // Copies, so that the two hot variables can live in registers.
                var (writtenNow, previousNow) = (written, previous);
                var consumed = Instruct(entry, source, at, destination, composed, trace, ref writtenNow, ref previousNow);
                if (consumed == MustCompose)
                    return MustCompose;
                (at, written, previous) = (at + consumed, writtenNow, previousNow);
            }
        }

        return written > 0 && previous == ' ' ? written - 1 : written;
    }

    static int Instruct<TTrace>(
        ushort entry, ReadOnlySpan<char> source, int at, Span<char> destination, bool composed, TTrace trace,
        ref int written, ref ushort previous)
        where TTrace : struct, IFoldTrace
    {
        switch (entry)
        {
            case FoldTable.DropAccent:
                if (written > 0 && previous != ' ')
                    trace.Extend(written - 1, at + 1);
                return 1;
            case FoldTable.DropInvisible:
                return 1;
            case FoldTable.Surrogate:
                return Pair(source, at, destination, composed, trace, ref written, ref previous);
            case FoldTable.Compose when !composed:
            case FoldTable.Mark when !composed && CanonicalData.ClassOf(previous) > CanonicalData.ClassOf(source[at]):
                return MustCompose;
            default:
                Emit(source[at], at, 1, destination, trace, ref written, ref previous);
                return 1;
        }
    }

    static int Pair<TTrace>(
        ReadOnlySpan<char> source, int at, Span<char> destination, bool composed, TTrace trace, ref int written, ref ushort previous)
        where TTrace : struct, IFoldTrace
    {
        var codePoint = Nfc.ReadCodePoint(source, at, out var length);
        if (length == 1)
        {
            Emit('\uFFFD', at, 1, destination, trace, ref written, ref previous);
            return 1;
        }

        if (FoldTable.IsInvisible(codePoint))
            return length;
        if (!composed && CanonicalData.FlagsOf(codePoint) != 0)
            return MustCompose;
        Emit(source[at], at, length, destination, trace, ref written, ref previous);
        Emit(source[at + 1], at, length, destination, trace, ref written, ref previous);
        return length;
    }

    static void Emit<TTrace>(
        char unit, int at, int length, Span<char> destination, TTrace trace, ref int written, ref ushort previous)
        where TTrace : struct, IFoldTrace
    {
        destination[written] = unit;
        trace.Emit(written++, at, at + length);
        previous = unit;
    }
}
