namespace Hub.Core.Text;

/// <summary>Told which source units became which folded unit. <see cref="NoTrace"/> costs nothing: the compiler removes it.</summary>
interface IFoldTrace
{
    void Emit(int folded, int start, int end);

    void Extend(int folded, int end);
}

readonly struct NoTrace : IFoldTrace
{
    public void Emit(int folded, int start, int end)
    {
    }

    public void Extend(int folded, int end)
    {
    }
}

readonly struct IndexTrace(int[] starts, int[] ends) : IFoldTrace
{
    public void Emit(int folded, int start, int end) => (starts[folded], ends[folded]) = (start, end);

    public void Extend(int folded, int end) => ends[folded] = end;
}
