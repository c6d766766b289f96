using System.Text;

namespace IndhCoops.Databases;

/// <summary>What is written on the console by whoever has opened this one, and by all that he started since.</summary>
public sealed class OwnConsole : IDisposable
{
    private static readonly RoutedWriter Outputs = new(Console.Out);
    private static readonly RoutedWriter Errors = new(Console.Error);

    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    static OwnConsole()
    {
        Console.SetOut(Outputs);
        Console.SetError(Errors);
    }

    private OwnConsole() => (Outputs.Target, Errors.Target) = (_output, _error);

    /// <summary>What was written on the output stream.</summary>
    public string Output => Read(_output);

    /// <summary>What was written on the error stream.</summary>
    public string Error => Read(_error);

    /// <summary>Opens one for the caller.</summary>
    public static OwnConsole Open() => new();

    /// <inheritdoc/>
    public void Dispose()
    {
        (Outputs.Target, Errors.Target) = (null, null);
        _output.Dispose();
        _error.Dispose();
    }

    private static string Read(StringWriter writer)
    {
        lock (writer)
        {
            return writer.ToString();
        }
    }

    /// <summary>Writes where the flow of control that writes has its console, otherwise where this process has it.</summary>
    private sealed class RoutedWriter(TextWriter usual) : TextWriter
    {
        private readonly AsyncLocal<TextWriter?> _target = new();

        public TextWriter? Target
        {
            set => _target.Value = value;
        }

        public override Encoding Encoding => usual.Encoding;

        public override void Write(char value) => Write([value]);

        public override void Write(string? value) => Write(value.AsSpan());

        public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

        public override void WriteLine(string? value) => Write($"{value}{NewLine}");

        public override void Write(ReadOnlySpan<char> buffer)
        {
            var target = _target.Value ?? usual;
            lock (target)
            {
                target.Write(buffer);
            }
        }
    }
}
